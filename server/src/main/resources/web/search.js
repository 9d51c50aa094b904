/** The search box: suggestions while one types, results with what they can be narrowed by. */
const PAUSE = 160;
const PAGE = 10;
const SHOWN = 6;
const KINDS_WITH_PAGES = ['datastructure', 'codelist', 'conceptscheme', 'structuremap', 'representationmap'];
const FACETS = ['type', 'topic', 'agency', 'freq', 'area'];

const $ = (id) => document.getElementById(id);

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

async function asked(path, parameters, language) {
  const answer = await fetch(`${path}?${parameters}`, { headers: { 'Accept-Language': language } });
  if (!answer.ok) {
    throw new Error(`${answer.status} ${answer.statusText}`);
  }
  return answer.json();
}

/**
 * Brings the box to life.
 *
 * @param page what it needs of the page: language, texts, numbers, and open(hit), which says whether it showed the hit
 */
export function search(page) {
  const input = $('search-words');
  const list = $('suggestions');
  const chosen = new Map(FACETS.map((facet) => [facet, new Set()]));
  const years = { from: '', to: '' };
  let words = new URLSearchParams(location.search).get('q') ?? '';
  let suggestions = [];
  let marked = -1;
  let timer = 0;
  let latest = 0;

  const kind = (type) => page.text(`type_${type}`) ?? type;
  const code = (hit) => (hit.item ? `${hit.id} · ${hit.item}` : `${hit.agency}:${hit.id}(${hit.version})`);

  function address(hit) {
    const holder = { code: 'codelist', concept: 'conceptscheme' }[hit.type] ?? hit.type;
    return KINDS_WITH_PAGES.includes(holder)
      ? `docs/${holder}/${hit.agency}/${hit.id}/${hit.version}?lang=${page.language()}` : hit.structure;
  }

  function close() {
    list.hidden = true;
    marked = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function mark(index) {
    marked = index;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
    if (index >= 0) {
      input.setAttribute('aria-activedescendant', `suggestion-${index}`);
    }
  }

  async function suggest() {
    const typed = input.value.trim();
    const own = ++latest;
    if (typed.length < 2) {
      close();
      return;
    }
    const answer = await asked('api/search/suggest', new URLSearchParams({ q: typed, limit: 7 }), page.language());
    if (own !== latest || document.activeElement !== input) {
      return; // something newer was typed meanwhile
    }
    suggestions = answer.suggestions;
    list.replaceChildren(...suggestions.map((hit, i) => {
      const item = element('li', { id: `suggestion-${i}`, onpointerdown: (e) => { e.preventDefault(); take(hit); } },
        element('span', { textContent: hit.name }), element('span', { className: 'kind', textContent: kind(hit.type) }));
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      return item;
    }));
    list.hidden = !suggestions.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
    marked = -1;
  }

  function take(hit) {
    input.value = hit.name;
    look();
  }

  async function look() {
    clearTimeout(timer);
    latest++;
    close();
    words = input.value.trim();
    chosen.forEach((values) => values.clear());
    years.from = years.to = '';
    await show(0);
  }

  async function show(offset) {
    const own = ++latest;
    const narrowed = [...chosen.values()].some((values) => values.size) || years.from || years.to;
    const url = new URL(location.href);
    if (words) {
      url.searchParams.set('q', words);
    } else {
      url.searchParams.delete('q');
    }
    history.replaceState(null, '', url);
    if (!words && !narrowed) {
      $('results').hidden = true;
      return;
    }
    const parameters = new URLSearchParams({ q: words, offset, limit: PAGE });
    chosen.forEach((values, facet) => values.forEach((value) => parameters.append(facet, value)));
    for (const end of ['from', 'to']) {
      if (years[end]) {
        parameters.set(end, years[end]);
      }
    }
    const answer = await asked('api/search', parameters, page.language());
    if (own !== latest) {
      return;
    }
    $('results').hidden = false;
    const text = !answer.total ? 'noHits' : !words ? 'hitsAll' : answer.loose ? 'hitsLoose' : answer.total === 1 ? 'hit' : 'hits';
    $('results-title').textContent = page.text(text).replace('{n}', page.number(answer.total)).replace('{q}', words);
    const hits = answer.results.map(card);
    $('hits')[offset ? 'append' : 'replaceChildren'](...hits);
    const shown = offset + hits.length;
    $('more-hits').hidden = shown >= answer.total || !hits.length;
    $('more-hits').onclick = () => show(shown);
    facets(answer.facets);
  }

  function card(hit) {
    const link = element('a', { href: address(hit), textContent: hit.name });
    link.addEventListener('click', (e) => {
      if (page.open(hit)) {
        e.preventDefault();
      }
    });
    const facts = hit.observations
      ? ` · ${page.number(hit.observations)} ${page.text('observations')}${hit.from ? ` · ${hit.from}–${hit.to}` : ''}` : '';
    return element('li', {},
      element('div', { className: 'line' }, link, element('span', { className: 'kind', textContent: kind(hit.type) })),
      element('span', { className: 'id', textContent: code(hit) + facts }),
      ...(hit.description ? [element('p', { textContent: hit.description })] : []));
  }

  function facets(found) {
    const parts = [];
    for (const facet of FACETS) {
      const values = found[facet] ?? [];
      if (values.length > 1 || chosen.get(facet).size) {
        const rows = values.map((value) => choice(facet, value));
        const rest = rows.slice(SHOWN);
        parts.push(element('fieldset', {}, element('legend', { textContent: page.text(`facet_${facet}`) }), ...rows.slice(0, SHOWN),
          ...(rest.length ? [element('details', { open: rest.some((row) => row.firstChild.checked) },
            element('summary', { textContent: page.text('showAll').replace('{n}', values.length) }), ...rest)] : [])));
      }
    }
    if (found.period) {
      const year = (end) => {
        const field = element('input', { type: 'number', value: years[end], placeholder: found.period[end] });
        field.setAttribute('aria-label', `${page.text('facet_period')}: ${end}`);
        field.onchange = () => { years[end] = field.value; show(0); };
        return field;
      };
      parts.push(element('fieldset', {}, element('legend', { textContent: page.text('facet_period') }),
        element('div', { className: 'years' }, year('from'), '–', year('to'))));
    }
    $('facets').replaceChildren(...parts);
  }

  function choice(facet, value) {
    const box = element('input', { type: 'checkbox', checked: chosen.get(facet).has(value.id) });
    box.onchange = () => {
      chosen.get(facet)[box.checked ? 'add' : 'delete'](value.id);
      show(0);
    };
    const name = facet === 'type' ? kind(value.id) : value.name;
    return element('label', { title: name }, box, element('span', { textContent: name }),
      element('small', { textContent: page.number(value.count) }));
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => (input.value ? suggest() : look()), PAUSE);
  });
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      close();
    } else if (!list.hidden && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      e.preventDefault();
      const step = e.key === 'ArrowDown' ? 1 : -1;
      mark((marked + step + suggestions.length + (marked < 0 && step < 0 ? 1 : 0)) % suggestions.length);
    }
  });
  input.addEventListener('blur', close);
  $('search').addEventListener('submit', (e) => {
    e.preventDefault();
    if (marked >= 0) {
      take(suggestions[marked]);
    } else {
      look();
    }
  });

  return {
    translate() {
      input.placeholder = page.text('search');
      input.setAttribute('aria-label', page.text('search'));
      if (words && !input.value) {
        input.value = words;
      }
      if (words) {
        show(0);
      }
    },
  };
}
