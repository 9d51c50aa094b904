/** Calls to the server's public interfaces, and what they mean. */

const DATA_JSON = 'application/vnd.sdmx.data+json;version=2.1.0';
const METADATA_JSON = 'application/vnd.sdmx.metadata+json;version=2.0.0';

async function fetched(path, accept, language) {
  const answer = await fetch(path, { headers: { Accept: accept, 'Accept-Language': language } });
  if (answer.status === 204) {
    return null;
  }
  if (!answer.ok) {
    const body = await answer.json().catch(() => ({}));
    const error = body.errors?.[0] ?? body;
    throw new Error(error.detail ?? error.title ?? `${answer.status} ${answer.statusText}`);
  }
  return answer.json();
}

/** Dataflows with counts, span and last update. */
export const holdings = (language) => fetched('api/holdings', 'application/json', language);

/** For each dimension of a dataflow the values that there are data for, with counts. */
export const availability = (flow, language) =>
  fetched(`api/holdings/${flow.agency}/${flow.id}/${flow.version}`, 'application/json', language);

const reference = (flow) => `${flow.agency}/${flow.id}/${flow.version}`;

/** The key of a choice: a code for each dimension of the series, nothing where all are wanted. */
const key = (choice, any) => choice.map((code) => code ?? any).join('.');

/** The addresses of a choice in several formats, relative to the server's root. */
export function addresses(flow, choice) {
  const v2 = `sdmx/v2/data/dataflow/${reference(flow)}/${key(choice, '*')}`;
  return {
    flows: 'sdmx/v2/structure/dataflow',
    structure: `sdmx/v1/dataflow/${reference(flow)}?references=descendants`,
    json: v2,
    csv: `${v2}?format=csvdata`,
    metadata: `sdmx/v2/metadata/structure/dataflow/${reference(flow)}`,
    xml: `sdmx/v1/data/${flow.agency},${flow.id},${flow.version}/${key(choice, '')}?format=structurespecificdata`,
  };
}

/** Reports of reference metadata about dataflows, by the URN of the dataflow; without what they say. */
export async function reports(language) {
  const message = await fetched('sdmx/v2/metadata/structure/dataflow/*/*/*?detail=allstubs', METADATA_JSON, language).catch(() => null);
  const found = new Map();
  (message?.data?.metadataSets ?? []).forEach((report) => (report.targets ?? []).forEach((target) => {
    found.set(target, [...(found.get(target) ?? []), report]);
  }));
  return found;
}

/** What the reports about a dataflow say, the first before others: a text by the id of each attribute. Markup becomes plain text. */
export async function report(flow, language) {
  const message = await fetched(addresses(flow, []).metadata, METADATA_JSON, language);
  const says = {};
  const parser = new DOMParser();
  const read = (attributes) => (attributes ?? []).forEach((attribute) => {
    const { value } = attribute;
    const text = value && typeof value === 'object' && !Array.isArray(value) ? value[language] ?? value.en ?? Object.values(value)[0] : value;
    if (text !== undefined && text !== null) {
      says[attribute.id] ??= attribute.format?.dataType === 'XHTML' ? parser.parseFromString(text, 'text/html').body.textContent : String(text);
    }
    read(attribute.attributes);
  });
  (message?.data?.metadataSets ?? []).forEach((set) => read(set.attributes));
  return says;
}

/**
 * Series of a choice along the dimension that is left open: [{code, name, values: Map(period -> number or null), statuses:
 * Map(period -> codes)}], with the names of the statuses.
 */
export async function series(flow, choice, dimension, language) {
  const message = await fetched(addresses(flow, choice).json, DATA_JSON, language);
  if (!message?.data?.dataSets?.length) {
    return { series: [], periods: [], attributes: {}, statusNames: new Map() };
  }
  const dataset = message.data.dataSets[0];
  const structure = message.data.structures[dataset.structure ?? 0];
  const place = structure.dimensions.series.findIndex((d) => d.id === dimension);
  const values = structure.dimensions.series[place].values;
  const periods = structure.dimensions.observation[0].values.map((v) => v.id ?? v.value);
  const measures = structure.measures?.observation?.length ?? 1;
  const statusPlace = (structure.attributes.observation ?? []).findIndex((a) => a.id === 'OBS_STATUS');
  const statusValues = structure.attributes.observation?.[statusPlace]?.values ?? [];
  const statusNames = new Map(statusValues.map((v) => [v.id, v.name ?? v.id]));
  const result = Object.entries(dataset.series ?? {}).map(([text, one]) => {
    const value = values[Number(text.split(':')[place])];
    const points = new Map();
    const statuses = new Map();
    for (const [index, observation] of Object.entries(one.observations ?? {})) {
      const number = observation[0] === null ? NaN : Number(observation[0]);
      points.set(periods[Number(index)], Number.isNaN(number) ? null : number);
      const status = statusPlace < 0 ? null : observation[measures + statusPlace];
      if (status !== null && status !== undefined) {
        statuses.set(periods[Number(index)], [status].flat().map((s) => statusValues[s]?.id ?? s));
      }
    }
    return { code: value.id, name: value.name ?? value.id, values: points, statuses };
  });
  const attributes = {};
  (structure.attributes.dataSet ?? []).forEach((attribute, i) => {
    const given = dataset.attributes?.[i];
    const shown = attribute.values?.length ? attribute.values[given] : given;
    const text = shown?.name ?? shown?.value ?? shown?.id ?? shown;
    if (text !== null && text !== undefined) {
      attributes[attribute.id] =
        typeof text === 'object' ? text[language] ?? text.en ?? Object.values(text)[0] : text;
    }
  });
  return { series: result, periods: [...periods].sort(), attributes, statusNames };
}
