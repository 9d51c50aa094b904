/** The first page: what the server holds, one dataflow as a chart and a table, and the calls behind them. */
import * as echarts from './vendor/echarts/echarts.esm.min.js';
import { TEXTS } from './texts.js';
import * as sdmx from './sdmx.js';
import { search } from './search.js';

const LINES = 8;
const BARS = 15;
/** On light and on dark ground. */
const COLOURS = {
  light: ['#0f766e', '#e76f51', '#264653', '#e9a23b', '#7b5ea7', '#3a86c8', '#c0447c', '#6a994e'],
  dark: ['#4fd1c1', '#f4845f', '#9fb8d0', '#f2c14e', '#b49ae0', '#6db3f2', '#ef7fb2', '#a3d36c'],
};

const $ = (id) => document.getElementById(id);
const state = { language: language(), holdings: null, reports: new Map(), flow: null, dimensions: [], chosen: {}, compare: null, view: 'time', data: null };

function language() {
  const known = new URLSearchParams(location.search).get('lang') ?? navigator.language.slice(0, 2);
  return TEXTS[known] ? known : 'en';
}

const t = (name) => TEXTS[state.language][name];
/** Groups of digits also in numbers of four, so that columns agree; in Spanish with a space, as the United Nations write. */
const number = (value) =>
  new Intl.NumberFormat(state.language, { useGrouping: 'always' }).formatToParts(value)
    .map((part) => (part.type === 'group' && state.language === 'es' ? '\u202f' : part.value)).join('');
const compact = (value) =>
  new Intl.NumberFormat(state.language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
const date = (text) => new Intl.DateTimeFormat(state.language, { dateStyle: 'medium' }).format(new Date(text));
/** The two ends of a span, as years where they are the ends of years. */
const span = (begin, end) => {
  const from = begin.endsWith('-01-01') ? begin.slice(0, 4) : begin.slice(0, 7);
  const to = end.endsWith('-12-31') ? end.slice(0, 4) : end.slice(0, 7);
  return from.length + to.length === 8 ? `${from}–${to}` : `${from} – ${to}`;
};
const named = (names, id) => names?.[state.language] ?? names?.en ?? Object.values(names ?? {})[0] ?? id;

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function translate() {
  document.documentElement.lang = state.language;
  document.title = `Sojourn · ${t('title')}`;
  document.querySelectorAll('[data-text]').forEach((node) => { node.textContent = t(node.dataset.text); });
  $('languages').replaceChildren(...Object.keys(TEXTS).map((code) => {
    const button = element('button', { type: 'button', textContent: code.toUpperCase(), onclick: () => speak(code) });
    button.setAttribute('aria-pressed', String(code === state.language));
    return button;
  }));
}

async function speak(code) {
  state.language = code;
  const address = new URL(location.href);
  address.searchParams.set('lang', code);
  history.replaceState(null, '', address);
  await start();
}

function showTotals() {
  const flows = state.holdings.dataflows;
  const sum = (name) => flows.reduce((total, flow) => total + flow[name], 0);
  const parts = [[t('dataflows'), number(flows.length)], [t('series'), number(sum('series'))],
    [t('observations'), number(sum('observations'))]];
  if (state.holdings.updated) {
    parts.push([t('updated'), date(state.holdings.updated)]);
  }
  $('totals').replaceChildren(...parts.map(([name, value]) =>
    element('div', {}, element('dt', { textContent: name }), element('dd', { textContent: value }))));
}

function showFlows() {
  const flows = [...state.holdings.dataflows].sort((a, b) => b.observations - a.observations);
  const filled = flows.filter((flow) => flow.observations);
  const empty = flows.filter((flow) => !flow.observations);
  $('status').textContent = flows.length ? '' : t('empty');
  $('flows').replaceChildren(...filled.map((flow) => {
    const counts = element('span', { className: 'counts' },
      element('b', { textContent: number(flow.observations) }), ` ${t('observations')} · `,
      element('b', { textContent: number(flow.series) }), ` ${t('series')}`,
      element('br'), `${flow.begin ? `${span(flow.begin, flow.end)} · ` : ''}${t('updatedShort')} ${date(flow.updated)}`);
    const button = element('button', { type: 'button', onclick: () => guarded(() => choose(flow)) }, ...title(flow), counts);
    button.setAttribute('aria-pressed', String(state.flow?.urn === flow.urn));
    const links = (state.reports.get(flow.urn) ?? []).flatMap((report, i) => [...(i ? [', '] : []),
      element('a', { href: reportPage(report), textContent: named(report.names, report.name ?? report.id) })]);
    return element('li', {}, button, ...(links.length ? [element('p', { className: 'sources' }, `${t('source')} `, ...links)] : []));
  }));
  $('waiting').hidden = !empty.length;
  $('waiting').open = !filled.length;
  $('waiting-title').textContent = t('waiting').replace('{n}', number(empty.length));
  $('waiting-flows').replaceChildren(...empty.map((flow) => element('li', {}, ...title(flow))));
}

function title(flow) {
  return [element('span', { className: 'name', textContent: named(flow.names, flow.id) }),
    element('span', { className: 'id', textContent: `${flow.agency}:${flow.id}(${flow.version})` })];
}

const reportPage = (report) =>
  `docs/metadataset/${report.agencyID}/${report.id}/${report.version}?lang=${state.language}`;

/** What there is to know before one uses the figures, from the report about them. */
async function showQuality(flow) {
  const [report, ...others] = state.reports.get(flow.urn) ?? [];
  $('quality').hidden = !report;
  document.querySelector('.panes').classList.toggle('two', Boolean(report));
  if (!report) {
    return;
  }
  $('quality-name').textContent = named(report.names, report.name ?? report.id);
  $('quality-more').href = reportPage(report);
  $('quality-others').replaceChildren(...others.map((other) =>
    element('a', { href: reportPage(other), textContent: named(other.names, other.name ?? other.id) })));
  const says = await sdmx.report(flow, state.language);
  if (flow !== state.flow) {
    return;
  }
  const facts = [['counted', ['STAT_CONC_DEF']], ['covers', ['REF_AREA', 'COVERAGE_TIME']], ['accuracy', ['ACCURACY']],
    ['licence', ['LICENCE']]]
    .map(([name, ids]) => [t(`quality_${name}`), ids.map((id) => says[id]).filter(Boolean).join(' ')])
    .filter(([, text]) => text);
  $('quality-facts').replaceChildren(...facts.flatMap(([name, text]) =>
    [element('dt', { textContent: name }), element('dd', { textContent: text })]));
}

/** The area where the reader may be at home, by language. */
const home = () => {
  const spoken = navigator.languages.find((l) => l.startsWith(state.language)) ?? state.language;
  return new Intl.Locale(spoken).maximize().region;
};

async function choose(flow) {
  state.flow = flow;
  showFlows();
  $('view').hidden = false;
  $('calls-section').hidden = false;
  $('view-title').textContent = named(flow.names, flow.id);
  $('view-description').textContent = named(flow.descriptions, '');
  $('view-docs').href = `docs/dataflow/${flow.agency}/${flow.id}/${flow.version}?lang=${state.language}`;
  state.dimensions = (await sdmx.availability(flow, state.language)).dimensions;
  const free = state.dimensions.filter((d) => d.values.length > 1);
  state.compare = state.compare && free.some((d) => d.id === state.compare) ? state.compare
    : (free.find((d) => d.id === 'COUNTERPART_AREA') ?? free.at(-1) ?? state.dimensions.at(-1)).id;
  const kept = {};
  state.dimensions.forEach((d) => {
    const codes = d.values.map((v) => v.id);
    const usual = ['_T', 'A', ...(d.id === 'REF_AREA' ? [home()] : [])].find((code) => codes.includes(code));
    const most = [...d.values].sort((a, b) => b.observations - a.observations)[0].id;
    kept[d.id] = codes.includes(state.chosen[d.id]) ? state.chosen[d.id] : usual ?? most;
  });
  state.chosen = kept;
  showFilters();
  await Promise.all([load(), showQuality(flow)]);
}

function showFilters() {
  const free = state.dimensions.filter((d) => d.values.length > 1);
  const compare = element('select', { onchange: (e) => { state.compare = e.target.value; showFilters(); load(); } },
    ...free.map((d) => element('option', { value: d.id, textContent: d.name, selected: d.id === state.compare })));
  const labels = [element('label', { className: 'compare' }, t('compare'), compare)];
  free.filter((d) => d.id !== state.compare).forEach((d) => {
    const collator = new Intl.Collator(state.language);
    const options = [...d.values].sort((a, b) =>
      Number(b.id.startsWith('_')) - Number(a.id.startsWith('_')) || collator.compare(a.name, b.name));
    labels.push(element('label', {}, d.name,
      element('select', { onchange: (e) => { state.chosen[d.id] = e.target.value; load(); } },
        ...options.map((v) => element('option', { value: v.id, textContent: v.name, selected: v.id === state.chosen[d.id] })))));
  });
  $('filters').replaceChildren(...labels);
}

async function load() {
  const choice = state.dimensions.map((d) => (d.id === state.compare ? null : state.chosen[d.id]));
  showCalls(choice);
  await guarded(async () => {
    state.data = await sdmx.series(state.flow, choice, state.compare, state.language);
    const last = state.data.periods.at(-1);
    state.data.series.sort((a, b) => (b.values.get(last) ?? -1) - (a.values.get(last) ?? -1));
    $('status').textContent = state.data.series.length ? '' : t('nothing');
    showChart();
    showTable();
    showStatuses();
    const source = ['COMPILING_ORG', 'EDITION', 'SOURCE', 'SOURCE_DETAIL', 'LICENCE'].map((id) => state.data.attributes[id]);
    $('source').textContent = source.filter(Boolean).join(' · ');
  });
}

const chart = echarts.init($('chart'), null, { renderer: 'svg' });
new ResizeObserver(() => chart.resize()).observe($('chart'));

/** A period as a number of years, so that steps of unlike length look so. */
function moment(period) {
  const year = Number(period.slice(0, 4));
  const part = period.slice(5);
  const parts = { Q: 4, S: 2, T: 3, W: 53, M: 12 };
  if (parts[part[0]]) {
    return year + (Number(part.slice(1)) - 1) / parts[part[0]];
  }
  return year + (part ? (Number(part.slice(0, 2)) - 1) / 12 + (Number(part.slice(3, 5) || 1) - 1) / 365 : 0);
}

/** What stands beside the pointer: the period, and its values, the greatest first. */
function tip(points) {
  const box = element('div', {}, element('b', { textContent: points[0].value[2] }));
  points.filter((p) => p.value[1] !== null).sort((a, b) => b.value[1] - a.value[1]).forEach((p) => {
    const dot = element('span', { className: 'dot' });
    dot.style.background = p.color;
    box.append(element('div', { className: 'tip' }, dot, p.seriesName, element('b', { textContent: number(p.value[1]) })));
  });
  return box;
}

/** Marks in the table are explained, and where all figures have the same status it is said once. */
function statusMarks() {
  const all = new Set(state.data.series.flatMap((s) => [...s.statuses.values()].flat()));
  return { all, marked: all.size > 1 };
}

function showStatuses() {
  const { all, marked } = statusMarks();
  const name = (code) => state.data.statusNames.get(code) ?? code;
  const odd = [...all].filter((code) => code !== 'A');
  $('statuses').textContent = !odd.length ? ''
    : marked ? odd.map((code) => `${code} = ${name(code)}`).join(' · ') : t('allStatus').replace('{s}', name(odd[0]));
}

function showChart() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const ink = dark ? '#e7efec' : '#10221f';
  const faint = dark ? '#2a3a35' : '#e3eae7';
  const { periods, series } = state.data;
  const parts = series.filter((s) => !s.code.startsWith('_') && s.values.size);
  const shown = parts.length ? parts : series;
  const label = $('chart');
  label.setAttribute('aria-label', `${$('view-title').textContent}: ${t(state.view === 'time' ? 'overTime' : 'ranking')}`);
  const colours = dark ? COLOURS.dark : COLOURS.light;
  const base = { color: colours, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink }, animationDuration: 350,
    aria: { enabled: true } };
  const axis = { axisLabel: { color: ink, formatter: compact }, splitLine: { lineStyle: { color: faint } } };
  if (state.view === 'time') {
    chart.setOption({ ...base,
      grid: { left: 8, right: 24, top: 24, bottom: 64, containLabel: true },
      legend: { bottom: 0, type: 'scroll', itemGap: 18, textStyle: { color: ink } },
      tooltip: { trigger: 'axis', formatter: tip, backgroundColor: dark ? '#16231f' : '#fff', borderColor: faint, textStyle: { color: ink } },
      xAxis: { type: 'value', min: 'dataMin', max: 'dataMax', minInterval: 1, axisLabel: { color: ink, formatter: (v) => (Number.isInteger(v) ? String(v) : ''), hideOverlap: true },
        splitLine: { show: false }, axisLine: { lineStyle: { color: faint } }, axisPointer: { label: { show: false } } },
      yAxis: { type: 'value', ...axis },
      series: shown.slice(0, LINES).map((s) => ({ type: 'line', name: s.name, symbolSize: 7, lineStyle: { width: 2.5 },
        data: periods.map((p) => [moment(p), s.values.get(p) ?? null, p]) })),
    }, true);
  } else {
    const last = periods.at(-1);
    const bars = shown.slice(0, BARS).reverse();
    chart.setOption({ ...base,
      title: { text: `${last}`, right: 8, bottom: 34, textStyle: { color: faint, fontSize: 54, fontWeight: 700 } },
      grid: { left: 8, right: 70, top: 12, bottom: 8, containLabel: true },
      tooltip: { trigger: 'item', valueFormatter: number, backgroundColor: dark ? '#16231f' : '#fff', borderColor: faint, textStyle: { color: ink } },
      xAxis: { type: 'value', ...axis },
      yAxis: { type: 'category', data: bars.map((s) => s.name), axisLabel: { color: ink }, axisLine: { show: false }, axisTick: { show: false } },
      series: [{ type: 'bar', barMaxWidth: 20, itemStyle: { borderRadius: [0, 5, 5, 0], color: colours[0] },
        label: { show: true, position: 'right', color: ink, formatter: (p) => compact(p.value) },
        data: bars.map((s) => s.values.get(last) ?? null) }],
    }, true);
  }
}

function showTable() {
  const { periods, series } = state.data;
  const { marked } = statusMarks();
  const head = element('tr', {}, element('th', { scope: 'col', textContent: state.dimensions.find((d) => d.id === state.compare).name }),
    ...periods.map((p) => element('th', { scope: 'col', textContent: p })));
  const rows = series.slice(0, 300).map((s) => element('tr', {},
    element('th', { scope: 'row', textContent: s.name }),
    ...periods.map((p) => {
      const value = s.values.get(p);
      const marks = marked ? (s.statuses.get(p) ?? []).filter((code) => code !== 'A') : [];
      return element('td', {}, value === null || value === undefined ? '–' : number(value),
        ...marks.map((code) => element('sup', { textContent: code, title: state.data.statusNames.get(code) ?? code })));
    })));
  const caption = series.length > 300
    ? [element('caption', { textContent: t('more').replace('{shown}', 300).replace('{all}', number(series.length)) })] : [];
  $('table').replaceChildren(...caption, element('thead', {}, head), element('tbody', {}, ...rows));
  // The latest figures are those that most people look for.
  $('table').parentElement.scrollLeft = $('table').scrollWidth;
}

function showCalls(choice) {
  const paths = sdmx.addresses(state.flow, choice);
  const names = ['flows', 'structure', 'json', 'csv', 'xml', ...(state.reports.has(state.flow.urn) ? ['metadata'] : [])];
  $('calls').replaceChildren(...names.map((name) => {
    const address = new URL(paths[name], location.href.replace(/[?#].*/, '')).href;
    const copy = element('button', { type: 'button', textContent: t('copy') });
    copy.onclick = async () => {
      await navigator.clipboard.writeText(`curl --globoff '${address}'`);
      copy.textContent = t('copied');
      setTimeout(() => { copy.textContent = t('copy'); }, 1500);
    };
    return element('li', {}, element('span', { className: 'what', textContent: t(`call_${name}`) }),
      element('code', { textContent: address }),
      element('span', { className: 'actions' }, copy, element('a', { href: address, textContent: t('open') })));
  }));
}

for (const view of ['time', 'rank']) {
  $(`tab-${view}`).onclick = () => {
    state.view = view;
    ['time', 'rank'].forEach((v) => $(`tab-${v}`).setAttribute('aria-pressed', String(v === view)));
    showChart();
  };
}

async function guarded(work) {
  try {
    await work();
  } catch (problem) {
    $('status').textContent = `${t('failed')} ${problem.message}`;
  }
}

const box = search({
  language: () => state.language,
  text: (name) => t(name),
  number,
  open: (hit) => {
    const flow = state.holdings?.dataflows.find((f) => f.urn === hit.urn && f.observations);
    if (flow) {
      guarded(() => choose(flow)).then(() => $('view').scrollIntoView({ behavior: 'smooth' }));
    }
    return Boolean(flow);
  },
});

async function start() {
  translate();
  box.translate();
  $('status').textContent = t('loading');
  await guarded(async () => {
    [state.holdings, state.reports] = await Promise.all([sdmx.holdings(state.language), sdmx.reports(state.language)]);
    showTotals();
    showFlows();
    const filled = [...state.holdings.dataflows].sort((a, b) => b.observations - a.observations)[0];
    if (filled?.observations) {
      await choose(state.holdings.dataflows.find((f) => f.urn === state.flow?.urn) ?? filled);
    }
  });
}

await start();
