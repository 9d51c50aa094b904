/** Shows the rows of a table that have what was typed, in any case and with or without accents. */
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

for (const field of document.querySelectorAll('input[data-filter]')) {
  const rows = [...document.querySelectorAll(`table.${field.dataset.filter} tbody tr`)];
  const texts = rows.map((row) => plain(row.textContent));
  field.addEventListener('input', () => {
    const wanted = plain(field.value.trim());
    rows.forEach((row, i) => { row.hidden = !texts[i].includes(wanted); });
  });
}

// The language chosen here goes along to the next page.
const language = new URLSearchParams(location.search).get('lang');
if (language) {
  for (const link of document.querySelectorAll('main a[href]')) {
    const address = new URL(link.href);
    if (address.pathname.includes('/docs/')) {
      address.searchParams.set('lang', language);
      link.href = address;
    }
  }
}
