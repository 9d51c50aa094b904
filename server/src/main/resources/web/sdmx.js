/** Calls to the server's public interfaces, and what they mean. */

const DATA_JSON = 'application/vnd.sdmx.data+json;version=2.1.0';

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
    xml: `sdmx/v1/data/${flow.agency},${flow.id},${flow.version}/${key(choice, '')}?format=structurespecificdata`,
  };
}

/** Series of a choice: [{code, name, values: Map(period -> number or null)}] along the dimension that is left open. */
export async function series(flow, choice, dimension, language) {
  const message = await fetched(addresses(flow, choice).json, DATA_JSON, language);
  if (!message?.data?.dataSets?.length) {
    return { series: [], periods: [], attributes: {} };
  }
  const dataset = message.data.dataSets[0];
  const structure = message.data.structures[dataset.structure ?? 0];
  const place = structure.dimensions.series.findIndex((d) => d.id === dimension);
  const values = structure.dimensions.series[place].values;
  const periods = structure.dimensions.observation[0].values.map((v) => v.id ?? v.value);
  const result = Object.entries(dataset.series ?? {}).map(([text, one]) => {
    const value = values[Number(text.split(':')[place])];
    const points = new Map();
    for (const [index, observation] of Object.entries(one.observations ?? {})) {
      const number = observation[0] === null ? NaN : Number(observation[0]);
      points.set(periods[Number(index)], Number.isNaN(number) ? null : number);
    }
    return { code: value.id, name: value.name ?? value.id, values: points };
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
  return { series: result, periods: [...periods].sort(), attributes };
}
