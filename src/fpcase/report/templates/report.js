"use strict";
(() => {
  const find = (query, inside = document) => inside.querySelector(query);
  const all = (query, inside = document) => [...inside.querySelectorAll(query)];
  const made = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  document.documentElement.classList.add("scripted");

  // --- claims on an arrow or a box, beside the place where the reader is ----------------------

  const dialog = find("#open"), shown = find("#open > div"), trail = [];

  const ends = (id) => {
    const note = made("p", "More on ", "note"), variables = id.slice(3).split("--");
    variables.forEach((variable, at) => {
      const link = made("a", `the ${variables.length < 2 ? "variable" : at ? "effect" : "cause"}`);
      link.href = `#v-${variable}`;
      note.append(at ? " and " : "", link);
    });
    return note;
  };

  const copy = (element) => {
    const twin = element.cloneNode(true);
    if (element.matches(".matter")) twin.append(ends(element.id));
    for (const part of [twin, ...all("[id]", twin)]) part.removeAttribute("id");
    for (const part of [twin, ...all("[hidden]", twin)]) part.hidden = false;
    if (twin.tagName === "DETAILS") twin.open = true;
    for (const line of all(".also", twin)) {
      const claim = document.getElementById(line.firstElementChild.hash.slice(1));
      line.replaceWith(copy(claim));
    }
    return twin;
  };

  const card = (id) => {
    const target = document.getElementById(id);
    return target && target.closest(".matter, details.variable, #evidence .card");
  };

  const open = (id) => {
    const target = card(id);
    shown.replaceChildren(copy(target));
    if (target.matches(".variable")) {
      const variable = target.id.slice(2);
      const about = all("#claims .matter").filter((one) => {
        const ends = one.id.slice(3).split("--");
        return ends.includes(variable);
      });
      shown.append(...about.map(copy));
    }
    const foot = made("p");
    if (trail.length) {
      const back = made("button", "Back");
      back.type = "button";
      back.addEventListener("click", () => { trail.pop(); open(trail.pop()); });
      foot.append(back, " ");
    }
    const there = made("a", "Show on the page");
    there.href = `#${id}`;
    there.dataset.there = "";
    foot.append(there);
    shown.append(foot);
    trail.push(id);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const address = link.getAttribute("href");
    if (!address.startsWith("#")) return;
    if (link.dataset.show) {
      event.preventDefault();
      location.hash = `#?${link.dataset.show}`;
      return;
    }
    const id = decodeURIComponent(address.slice(1));
    if (link.dataset.there === undefined && !link.closest("nav") && card(id)) {
      event.preventDefault();
      const arrow = link.closest(".arrow[data-cause]");
      const pair = arrow && `on-${arrow.dataset.cause}--${arrow.dataset.effect}`;
      open(pair && card(pair) ? pair : id);
    } else {
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => { trail.length = 0; });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".close")) dialog.close();
  });

  for (const line of all(".map .arrow path[fill=none]")) {
    const wide = line.cloneNode();
    for (const [name, value] of [["stroke", "none"], ["stroke-width", "5"], ["pointer-events", "stroke"]])
      wide.setAttribute(name, value);
    wide.removeAttribute("stroke-dasharray");
    line.before(wide);
  }

  // --- which claims are shown; kept in the address ----------------------------------------------

  const form = find("#filter"), number = find("#number");
  const matters = all("#claims .matter").map((block) => ({
    block, name: find("h3", block).textContent,
    claims: all("article", block).map((element) => ({element, text: ""})),
  }));
  const claims = matters.flatMap((one) => one.claims);
  const MOST_OPEN = 60;
  const CHOICES = ["author", "sign", "stance", "certainty"], LISTS = ["level", "outcome"];
  const USUAL = {stance: "asserts", certainty: "plain"};

  const told = new Map();
  const text = (claim, matter, part) => {
    if (!part) {
      claim.text ||= `${matter.name} ${claim.element.textContent} ${claim.element.id}`.toLowerCase();
      return claim.text;
    }
    const variables = matter.block.id.slice(3).split("--");
    const end = variables[part === "cause" ? 0 : variables.length - 1];
    if (part === "cause" && variables.length < 2) return "";
    if (!told.has(end)) {
      const about = document.getElementById(`v-${end}`);
      told.set(end, `${find("h3", about).textContent} ${find(".what", about).textContent}`.toLowerCase());
    }
    return told.get(end);
  };

  const fits = (claim, matter, asked) => {
    const facts = {...USUAL, author: claim.element.id.split("/")[0], ...claim.element.dataset};
    return CHOICES.every((name) => !asked[name] || facts[name] === asked[name])
      && LISTS.every((name) => !asked[name] || (facts[name] || "").split(" ").includes(asked[name]))
      && !(asked.from && facts.to && facts.to < asked.from)
      && !(asked.to && facts.from && facts.from.slice(0, asked.to.length) > asked.to)
      && asked.words.every((word) => text(claim, matter, asked.in).includes(word));
  };

  const filter = () => {
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
    const asked = {...given, outcome: given.outcome && String(form.elements.outcome.selectedIndex),
      words: (given.q || "").toLowerCase().split(/\s+/).filter(Boolean)};
    const kept = new Set();
    for (const matter of matters) {
      let some = false;
      for (const claim of matter.claims) {
        const fit = fits(claim, matter, asked);
        claim.element.hidden = !fit;
        if (fit) kept.add(claim.element.id);
        some ||= fit;
      }
      matter.block.hidden = !some && (matter.claims.length > 0 || Object.keys(given).length > 0);
    }
    if (kept.size <= MOST_OPEN) for (const {block} of matters) if (!block.hidden) block.open = true;
    number.textContent = `${kept.size} of ${claims.length} claims shown.`;
    for (const arrow of all(".map .arrow"))
      arrow.classList.toggle("faded", !arrow.dataset.claims.split(" ").some((id) => kept.has(id)));
    return new URLSearchParams(given).toString();
  };

  const fromAddress = () => {
    const asked = location.hash.startsWith("#?");
    if (!asked) return;
    const given = new URLSearchParams(location.hash.slice(2));
    form.reset();
    for (const [name, value] of given) if (form.elements[name]) form.elements[name].value = value;
    filter();
    find("#claims").scrollIntoView();
  };
  const toAddress = () => {
    const given = filter();
    history.replaceState(null, "", given ? `#?${given}` : "#claims");
  };
  form.addEventListener("input", toAddress);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(toAddress));
  window.addEventListener("hashchange", fromAddress);
  fromAddress();

  // --- chains, as `study.chains` finds them -----------------------------------------------------

  const web = JSON.parse(find("#web").textContent);
  const names = new Map(web.names), LIMIT = 1000, BUDGET = 200000, FIRST = 50;
  const [AUTHOR, SIGN, , BEGIN, END, CONDITIONS] = [0, 1, 2, 3, 4, 5];

  const gather = (author = null) => {
    const after = new Map(), before = new Map();
    for (const [cause, effect, bundle] of web.arrows) {
      const steps = author === null ? bundle : bundle.filter((step) => step[AUTHOR] === author);
      if (!steps.length) continue;
      if (!after.has(cause)) after.set(cause, new Map());
      after.get(cause).set(effect, steps);
      if (!before.has(effect)) before.set(effect, []);
      before.get(effect).push(cause);
    }
    return {after, before};
  };

  const reach = (after, cause, effect, most) => {
    const reached = new Set();
    let front = [cause];
    for (let steps = most; front.length && steps > 0; steps--) {
      const fresh = new Set();
      for (const node of front)
        for (const next of after.get(node)?.keys() ?? []) if (!reached.has(next)) fresh.add(next);
      for (const node of fresh) reached.add(node);
      front = [...fresh].filter((node) => node !== effect);
    }
    return reached;
  };

  function* paths({after, before}, cause, effect, most, cap) {
    const reached = reach(after, cause, effect, most), layers = [new Set([effect])];
    if (!reached.has(effect)) return;
    const longest = Math.min(reached.size, most);
    for (let length = 1; length <= longest && cap.spent <= BUDGET; length++) {
      while (layers.length < length) {
        const layer = new Set();
        for (const node of layers[layers.length - 1])
          for (const cause_ of before.get(node) ?? [])
            if (reached.has(cause_) && cause_ !== effect && cause_ !== cause) layer.add(cause_);
        cap.spent += Math.floor(layer.size / 8);
        layers.push(layer);
      }
      if (!layers[length - 1].size) return;
      const path = [cause];
      const going = function* () {
        const left = length - path.length;
        for (const node of after.get(path[path.length - 1])?.keys() ?? []) {
          if (!layers[left].has(node) || (left && path.includes(node))) continue;
          if (++cap.spent > BUDGET) return;
          path.push(node);
          if (left) yield* going(); else yield [...path];
          path.pop();
          if (cap.spent > BUDGET) return;
        }
      };
      yield* going();
    }
  }

  const along = (after, nodes) =>
    nodes.slice(1).map((node, place) => after.get(nodes[place]).get(node));

  const product = (one, other) => one === "?" || other === "?" ? "?" : one === other ? "+" : "−";

  const signsOf = (bundles) => {
    let found = new Set("+");
    for (const bundle of bundles) {
      const next = new Set();
      for (const one of found) for (const step of bundle) next.add(product(one, step[SIGN]));
      found = next;
    }
    return ["+", "−", "?"].filter((sign) => found.has(sign));
  };

  const before = (one, other) => Boolean(one[END] && other[BEGIN] && one[END] < other[BEGIN]);
  const year = (day) => Number(day.split("-")[0]);
  const isEarlier = (one, other) => before(one, other) || [BEGIN, END].every((end) =>
    one[end] && other[end] && year(one[end]) < year(other[end]));
  const FAULTS = [
    ["conditions exclude each other", (one, other) => Object.entries(one[CONDITIONS] ?? {})
      .every(([name, value]) => (other[CONDITIONS]?.[name] ?? value) === value)],
    ["effect dated before its cause", (earlier, later) => !isEarlier(later, earlier)],
    ["periods do not overlap", (one, other) => !before(one, other) && !before(other, one)],
  ];

  const sameFrom = (steps) => {
    const demanded = steps.flatMap((step) => Object.entries(step[CONDITIONS] ?? {})).sort();
    const begins = steps.map((step) => step[BEGIN] ?? "").sort();
    const ends = steps.map((step) => step[END] ?? "~").sort();
    const years = steps.filter((step) => step[BEGIN] && step[END])
      .map((step) => [year(step[BEGIN]), year(step[END])]);
    const last = years.filter(([begin, end]) => !years.some(([b, e]) =>
      (b !== begin || e !== end) && begin <= b && end <= e)).map(String).sort();
    return JSON.stringify([demanded, begins[begins.length - 1], ends[0], [...new Set(last)]]);
  };

  const clash = (bundles) => {
    if (bundles.every((bundle) => bundle.some((step) => step.length <= BEGIN))) return "";
    for (let gravity = 0; gravity < FAULTS.length; gravity++) {
      const tests = FAULTS.slice(0, gravity + 1).map(([, test]) => test);
      let chosen = [[]];
      for (const bundle of bundles) {
        const going = new Map();
        for (const steps of chosen)
          for (const step of bundle)
            if (steps.every((one) => tests.every((test) => test(one, step)))) {
              const on = [...steps, step];
              const key = sameFrom(on);
              if (!going.has(key)) going.set(key, on);
            }
        if (!going.size) return FAULTS[gravity][0];
        chosen = [...going.values()];
      }
    }
    return "";
  };

  const tellers = (bundle) => new Set(bundle.map((step) => step[AUTHOR]));

  const stretches = (telling) => {
    const found = [];
    for (let at = 0; at < telling.length;) {
      let best = 0, end = at;
      web.authors.forEach((_, author) => {
        let to = at;
        while (to < telling.length && telling[to].has(author)) to++;
        if (to > end) [best, end] = [author, to];
      });
      found.push([best, at]);
      at = end;
    }
    return found;
  };

  const inOrder = (one, other) => {
    if (one.length !== other.length) return one.length - other.length;
    const at = one.findIndex((node, place) => node !== other[place]);
    return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
  };

  const chains = (cause, effect, telling, most) => {
    const single = telling.startsWith("author ") ? Number(telling.slice(7)) : null;
    const sources = telling === "union of withins"
      ? web.authors.map((_, author) => gather(author)) : [gather(single)];
    const found = new Map();
    let cut = false;
    for (const source of sources) {
      const cap = {spent: 0};
      let count = 0;
      for (const nodes of paths(source, cause, effect, most, cap)) {
        if (count++ === LIMIT) { cut = true; break; }
        const key = nodes.join(" ");
        const bundles = along(source.after, nodes), known = found.get(key);
        found.set(key, known
          ? {nodes, bundles: known.bundles.map((one, place) => [...one, ...bundles[place]])}
          : {nodes, bundles});
      }
      cut ||= cap.spent > BUDGET;
    }
    const ordered = [...found.values()].sort((one, other) => inOrder(one.nodes, other.nodes));
    return {chains: ordered.slice(0, LIMIT), cut: cut || ordered.length > LIMIT};
  };

  // --- chains as rows ---------------------------------------------------------------------------

  const way = find("#way"), place = find("#way-found");

  const label = (author) => web.authors[author][1];

  const row = ({nodes, bundles}) => {
    const telling = bundles.map(tellers), signs = signsOf(bundles), fault = clash(bundles);
    const whole = web.authors.map((_, author) => author)
      .filter((author) => telling.every((some) => some.has(author)));
    const joins = stretches(telling).slice(1).map(([, at]) => nodes[at]);
    const line = made("li");
    Object.assign(line.dataset, {
      nodes: nodes.join(" "), signs: signs.join(""), joins: joins.join(" "), clash: fault,
      whole: whole.map((author) => web.authors[author][0]).join(" "),
    });
    nodes.forEach((node, at) => {
      if (at) {
        const link = made("a", `${[...new Set(bundles[at - 1].map((s) => s[SIGN]))].join("")}→`);
        link.href = `#on-${nodes[at - 1]}--${node}`;
        link.title = [...telling[at - 1]].map(label).join(", ");
        line.append(" ", link, " ");
      }
      line.append(made("bdi", names.get(node), joins.includes(node) ? "join" : ""));
    });
    const by = whole.length ? `every step stated by ${whole.map(label).join(", ")}`
      : `no author states every step; ${joins.length === 1 ? "one join" : `${joins.length} joins`}: ` +
        stretches(telling).map(([author, at]) => `${label(author)} from ${names.get(nodes[at])}`).join(", ");
    line.append(made("p", `Net effect: ${signs.join(" and ")}; ${by}${fault ? `; ${fault}` : ""}.`, "note"));
    return line;
  };

  const list = (found, most) => {
    const rows = made("ol");
    rows.append(...found.chains.slice(0, most).map(row));
    place.replaceChildren(made("p", found.chains.length
      ? `${found.cut ? "More than " : ""}${found.chains.length} chain${found.chains.length > 1 ? "s" : ""}, the shortest first.`
      : "No chain of that length leads there."), rows);
    if (found.chains.length > most) {
      const more = made("button", `Show all ${found.chains.length}`);
      more.addEventListener("click", () => list(found, LIMIT));
      place.append(more);
    }
  };

  const search = () => {
    const {cause, effect, telling, steps} = Object.fromEntries(new FormData(way));
    if (cause && effect && cause !== effect)
      list(chains(cause, effect, telling, Number(steps)), FIRST);
    else place.replaceChildren(made("p", "Choose two variables."));
  };

  if (way) {
    const sorted = [...names].sort((one, other) => one[1].localeCompare(other[1]));
    for (const ends of [way.elements.cause, way.elements.effect]) {
      ends.append(new Option("choose", ""));
      for (const [id, name] of sorted) ends.append(new Option(name, id));
    }
    web.authors.forEach(([, name], author) =>
      way.elements.telling.append(new Option(`${name} alone`, `author ${author}`)));
    way.addEventListener("input", search);
    search();
  }
})();
