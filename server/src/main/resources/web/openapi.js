// The page of the API: shows what /openapi.json says, and sends what is filled in.
const LONGEST = 20000;

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const document_ = await (await fetch("openapi.json")).json();
const resolve = (thing) =>
  thing.$ref ? thing.$ref.slice(2).split("/").reduce((at, key) => at[key], document_) : thing;

const operations = Object.entries(document_.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));

document.querySelector("#about").textContent = document_.info.description;
const contents = document.querySelector("#contents");
const list = document.querySelector("#operations");

for (const tag of document_.tags) {
  const mine = operations.filter((o) => o.operation.tags.includes(tag.name));
  if (!mine.length) continue;
  contents.append(make("b", { textContent: tag.name }));
  list.append(make("h2", { textContent: tag.name }));
  if (tag.description) list.append(make("p", { className: "muted", textContent: tag.description }));
  for (const one of mine) {
    contents.append(make("a", { href: "#" + one.operation.operationId, textContent: one.operation.summary }));
    list.append(card(one));
  }
}
addEventListener("hashchange", reveal);
reveal();

function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) {
    target.open = true;
    target.scrollIntoView();
  }
}

function card({ path, method, operation }) {
  const shown = make("span", { className: "path" });
  for (const part of path.split(/(\{[^}]+\})/)) {
    shown.append(part.startsWith("{") ? make("i", { textContent: part }) : part);
  }
  const body = make("div", { className: "body" });
  const card = make("details", { className: "operation", id: operation.operationId },
    make("summary", {},
      make("span", { className: "method " + method, textContent: method.toUpperCase() }),
      shown,
      make("span", { className: "what", textContent: operation.summary })),
    body);
  // Most are never opened.
  card.addEventListener("toggle", () => { if (card.open && !body.hasChildNodes()) fill(body, path, method, operation); });
  return card;
}

function fill(body, path, method, operation) {
  if (operation.description) body.append(make("p", { textContent: operation.description.replaceAll("`", "") }));
  const inputs = new Map();
  const parameters = (operation.parameters ?? []).map(resolve);
  if (parameters.length) {
    body.append(make("h3", { textContent: "Parameters" }));
    const fields = make("div", { className: "params" });
    for (const parameter of parameters) {
      const input = field(parameter);
      inputs.set(parameter, input);
      fields.append(make("label", {},
        make("span", { className: "name" }, parameter.name, make("small", { textContent: parameter.in })),
        input,
        make("span", { className: "text", textContent: (parameter.description ?? "").replaceAll("`", "") })));
    }
    body.append(fields);
  }
  const types = Object.keys(method === "get" ? operation.responses["200"]?.content ?? {} : operation.requestBody?.content ?? {});
  if (types.length > 1) {
    const select = make("select");
    select.append(...types.map((type) => make("option", { textContent: type })));
    inputs.set("type", select);
    body.append(make("h3", { textContent: method === "get" ? "Accept" : "Content-Type" }), select);
  }
  body.append(make("h3", { textContent: "Answers" }), codes(operation.responses));
  if (method === "get" && !operation.security) body.append(...trial(path, inputs));
}

function field(parameter) {
  const example = parameter.in === "path" ? parameter.example : undefined;
  const values = parameter.schema?.enum ?? (parameter.schema?.type === "boolean" ? ["true", "false"] : null);
  if (values) {
    const select = make("select");
    const all = parameter.in === "path" ? values : ["", ...values];
    select.append(...all.map((value) => make("option", { value, textContent: value })));
    select.value = example ?? "";
    return select;
  }
  const hint = parameter.example && typeof parameter.example === "object"
    ? Object.entries(parameter.example).map(([k, v]) => `[${k}]=${v}`).join("&")
    : parameter.example ?? "";
  return make("input", { value: example ?? "", placeholder: String(hint), spellcheck: false });
}

function codes(responses) {
  const answers = make("dl", { className: "codes" });
  for (const [code, response] of Object.entries(responses)) {
    answers.append(make("dt", { textContent: code }), make("dd", { textContent: resolve(response).description }));
  }
  return answers;
}

function legible(text) {
  try {
    return text.length < 10 * LONGEST ? JSON.stringify(JSON.parse(text), null, 2) : text;
  } catch {
    return text;
  }
}

function trial(path, inputs) {
  const address = make("code");
  const result = make("pre", { hidden: true });
  const url = () => {
    let filled = path;
    const query = [];
    for (const [parameter, input] of inputs) {
      if (parameter === "type" || !input.value) continue;
      if (parameter.in === "path") {
        filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(input.value).replaceAll("%2C", ",").replaceAll("%2B", "+"));
      } else if (parameter.style === "deepObject") {
        query.push(input.value.split("&").map((pair) => parameter.name + pair.replaceAll("+", "%2B")).join("&"));
      } else {
        query.push(`${parameter.name}=${encodeURIComponent(input.value)}`);
      }
    }
    return filled.slice(1).replace(/(\/\{[^}]+\})+$/, "") + (query.length ? "?" + query.join("&") : "");
  };
  const show = () => { address.textContent = "GET /" + url(); };
  inputs.forEach((input) => input.addEventListener("input", show));
  show();
  const button = make("button", { type: "button", textContent: "Send" });
  button.addEventListener("click", async () => {
    const accept = inputs.get("type")?.value;
    result.hidden = false;
    result.textContent = "…";
    try {
      const answer = await fetch(url(), accept ? { headers: { Accept: accept } } : {});
      const text = legible(await answer.text());
      result.textContent = `${answer.status} ${answer.headers.get("content-type") ?? ""}\n\n`
        + text.slice(0, LONGEST) + (text.length > LONGEST ? `\n… ${text.length} characters in all` : "");
    } catch (error) {
      result.textContent = String(error);
    }
  });
  return [make("div", { className: "send" }, button, address), result];
}
