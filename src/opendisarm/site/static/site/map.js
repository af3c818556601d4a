/* The map of the ground.  Everything it needs to know stands in the data- attributes of <div id="map">:

   data-tiles     "/map/tiles/{z}/{x}/{y}.pbf"; both clocks are added here (?on=2024-12-31&known=2025-02-01T00:00:00Z)
   data-states    "/map/states/{z}/{x}/{y}.pbf", down to zoom level 6
   data-units     "/map/units.geojson", boundaries of provinces (level 1) and districts (level 2)
   data-box       "west,south,east,north" in degrees
   data-record    "/records/": the entry id and a stroke are added
   data-worker    address of maplibre-gl-csp-worker.js
   data-on, data-known                what the page was asked for; known "" = now
   data-days      "2005-01-01,2024-12-31": first and last field date
   data-moments   "2024-01-05T10:00:00Z,...": moments at which something was entered, oldest first
   data-words     JSON of the words below, in the reader's language

   The script asks nobody but these addresses, evaluates no text, and writes no style into HTML. */

const WORDS = {
  confirmed: "Confirmed hazardous area",
  suspected: "Suspected hazardous area",
  reopened: "Reopened: found again after release",
  cleared: "Cleared",
  reduced: "Reduced",
  cancelled: "Cancelled",
  correction: "Taken off the books; not a release",
  accidents: "Accidents, by cells of 10 km",
  on: "As of",
  known: "As known on",
  now: "today",
  here: "Records here",
  nothing: "No land of a record here.",
  many: "pieces, too close to tell apart here: zoom in",
  close: "Close",
  open: "Open record",
  failed: "The map cannot be drawn in this browser. The picture and the table below say the same.",
  tiles_failed: "A part of the map could not be loaded. Move the map to try again.",
  hint: "Arrow keys move the map, + and - zoom, Enter asks what lies in the middle.",
};

/* Ground, pattern and pattern's colour; a word stands for each in the key.  As in reports/ground_map/states.py. */
const LAND = {
  confirmed: ["#D55E00", "none"],
  suspected: ["#E69F00", "hatched"],
  reopened: ["#CC79A7", "cross-hatched"],
  cleared: ["#009E73", "dots"],
  reduced: ["#56B4E9", "horizontal"],
  cancelled: ["#7A8CA3", "back-hatched"],
  correction: ["#FFFFFF", "vertical"],
};
/* What is dangerous is drawn last, so that no dot hides it. */
const ORDER = ["correction", "cancelled", "reduced", "cleared", "suspected", "confirmed", "reopened"];
const STROKES = {
  none: [],
  hatched: [[-2, 2, 2, -2], [0, 8, 8, 0], [6, 10, 10, 6]],
  "back-hatched": [[-2, 6, 2, 10], [0, 0, 8, 8], [6, -2, 10, 2]],
  "cross-hatched": [[0, 0, 8, 8], [0, 8, 8, 0]],
  horizontal: [[0, 4, 8, 4]],
  vertical: [[4, 0, 4, 8]],
  dots: [[4, 2.4, 4, 5.6], [2.4, 4, 5.6, 4]],
};
const SIDE = 8;
const DETAIL = 2;
const INK = "#1b1b1b";
const WAIT_MS = 250;
const NEAR_PX = 6;
const DAY_MS = 86_400_000;
const DOT = "dot ";
const DOT_PX = 24;

const holder = document.getElementById("map");
if (holder) start(holder);

function start(element) {
  const words = { ...WORDS, ...JSON.parse(element.dataset.words || "{}") };
  const clocks = { on: element.dataset.on || "", known: element.dataset.known || "" };
  key(element, words);
  if (typeof maplibregl === "undefined" || !drawable()) {
    note(element, words.failed);
    return;
  }
  if (element.dataset.worker) maplibregl.setWorkerUrl(element.dataset.worker);
  let map;
  try {
    map = made(element, clocks);
  } catch {
    note(element, words.failed);
    return;
  }
  const panel = panelIn(element, words);
  const crosshair = document.createElement("div");
  crosshair.className = "map-crosshair";
  element.append(crosshair);
  controls(map, element);
  map.on("styleimagemissing", ({ id }) => addPattern(map, id));
  listen(map, element, words, panel);
  sliders(map, element, words, clocks, panel);
  element.dataset.ready = "yes";
  element.groundMap = map; // for tests in a browser
}

function drawable() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") || canvas.getContext("webgl"));
}

function rightToLeft(element) {
  return getComputedStyle(element).direction === "rtl";
}

function made(element, clocks) {
  const [west, south, east, north] = element.dataset.box.split(",").map(Number);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new maplibregl.Map({
    container: element,
    style: style(element, clocks),
    bounds: [[west, south], [east, north]],
    fitBoundsOptions: { padding: 24, maxZoom: 15, animate: false },
    maxZoom: 20,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    fadeDuration: still ? 0 : 100,
    renderWorldCopies: true,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.getCanvas().setAttribute("aria-label", element.getAttribute("aria-label") || "");
  return map;
}

/* The address of tiles for both clocks; absolute, because the worker that asks lives elsewhere. */
function tiles(template, clocks) {
  const [path, asked = ""] = template.split("?");
  const query = new URLSearchParams(asked);
  for (const [name, value] of Object.entries(clocks)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  return new URL(path, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}") + (text ? `?${text}` : "");
}

function style(element, clocks) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const [sea, ground, border] = dark ? ["#1d242c", "#2b333d", "#8b96a3"] : ["#e9eef3", "#fbfaf7", "#6b7480"];
  const sources = {
    land: { type: "vector", tiles: [tiles(element.dataset.tiles, clocks)], minzoom: 0, maxzoom: 16 },
  };
  const layers = [{ id: "sea", type: "background", paint: { "background-color": sea } }];
  if (element.dataset.states) {
    sources.states = { type: "vector", tiles: [tiles(element.dataset.states, {})], minzoom: 0, maxzoom: 6 };
    layers.push(
      { id: "states", type: "fill", source: "states", "source-layer": "states", paint: { "fill-color": ground } },
      {
        id: "borders", type: "line", source: "states", "source-layer": "borders",
        paint: { "line-color": border, "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.5, 8, 1.5] },
      },
    );
  }
  layers.push(...landLayers());
  if (element.dataset.units) {
    sources.units = { type: "geojson", data: tiles(element.dataset.units, { known: clocks.known }) };
    for (const [level, width, dashes] of [[2, 0.7, [2, 2]], [1, 1.4, [1, 0]]]) {
      layers.push({
        id: `units-${level}`, type: "line", source: "units", filter: ["==", ["get", "level"], level],
        paint: { "line-color": border, "line-width": width, "line-dasharray": dashes },
      });
    }
  }
  return { version: 8, sources, layers };
}

function landLayers() {
  const pattern = ["match", ["get", "state"], ...Object.keys(LAND).flatMap((name) => [name, name]), "correction"];
  const last = ["match", ["get", "state"], ...ORDER.flatMap((name, place) => [name, place]), 0];
  return [
    {
      id: "land", type: "fill", source: "land", "source-layer": "land",
      paint: { "fill-pattern": pattern },
    },
    {
      id: "land-edge", type: "line", source: "land", "source-layer": "land",
      filter: ["!=", ["get", "state"], "correction"],
      paint: { "line-color": INK, "line-width": 1 },
    },
    {
      id: "off-the-books-edge", type: "line", source: "land", "source-layer": "land",
      filter: ["==", ["get", "state"], "correction"],
      paint: { "line-color": INK, "line-width": 1, "line-dasharray": [3, 2] },
    },
    {
      id: "points", type: "symbol", source: "land", "source-layer": "land_points",
      layout: {
        "icon-image": ["concat", DOT, ["get", "state"]],
        "icon-size": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 0.4, 10, 0.7, 60, 1],
        "icon-allow-overlap": true, "icon-ignore-placement": true,
        "symbol-sort-key": last,
      },
    },
    {
      id: "accidents", type: "circle", source: "land", "source-layer": "accidents",
      paint: {
        "circle-color": "rgba(0, 0, 0, 0)",
        "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 5, 10, 14],
        "circle-stroke-color": INK, "circle-stroke-width": 2,
      },
    },
  ];
}

/* A swatch of ground and pattern, for the map and for its key. */
function swatch(name, wide = SIDE, high = SIDE) {
  const [ground, pattern] = LAND[name];
  const canvas = document.createElement("canvas");
  canvas.width = wide * DETAIL;
  canvas.height = high * DETAIL;
  const pen = canvas.getContext("2d");
  pen.scale(DETAIL, DETAIL);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, wide, high);
  pen.strokeStyle = light(ground) ? INK : "#ffffff";
  pen.lineWidth = pattern === "dots" ? 2 : 1.4;
  pen.beginPath();
  for (let left = 0; left < wide; left += SIDE) {
    for (let top = 0; top < high; top += SIDE) {
      for (const [fromX, fromY, toX, toY] of STROKES[pattern]) {
        pen.moveTo(left + fromX, top + fromY);
        pen.lineTo(left + toX, top + toY);
      }
    }
  }
  pen.stroke();
  return canvas;
}

function light(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.45;
}

/* A disc of it: dots are told apart by their pattern as shapes are. */
function disc(name) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = DOT_PX * DETAIL;
  const pen = canvas.getContext("2d");
  const middle = canvas.width / 2;
  pen.arc(middle, middle, middle - 2 * DETAIL, 0, 2 * Math.PI);
  pen.fillStyle = pen.createPattern(swatch(name, SIDE, SIDE), "repeat");
  pen.fill();
  pen.lineWidth = 2 * DETAIL;
  pen.strokeStyle = INK;
  pen.stroke();
  return canvas;
}

function addPattern(map, wanted) {
  const name = wanted.replace(DOT, "");
  if (!LAND[name] || map.hasImage(wanted)) return;
  const drawn = wanted === name ? swatch(name) : disc(name);
  const image = drawn.getContext("2d").getImageData(0, 0, drawn.width, drawn.height);
  map.addImage(wanted, image, { pixelRatio: DETAIL });
}

function key(element, words) {
  const list = document.getElementById("map-key");
  if (!list) return;
  list.classList.add("map-key");
  list.replaceChildren();
  for (const name of Object.keys(LAND)) {
    const item = document.createElement("li");
    const drawn = swatch(name, 26, 16);
    drawn.setAttribute("aria-hidden", "true");
    item.append(drawn, words[name]);
    list.append(item);
  }
}

function controls(map, element) {
  const [start, end] = rightToLeft(element) ? ["right", "left"] : ["left", "right"];
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), `top-${end}`);
  map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), `bottom-${start}`);
}

function note(element, text) {
  const told = document.createElement("p");
  told.className = "map-note";
  told.setAttribute("role", "status");
  told.textContent = text;
  element.append(told);
  element.dataset.ready = "no";
}

/* ------------------------------------------------------------------ what lies under the pointer */

function panelIn(element, words) {
  const panel = document.createElement("section");
  panel.className = "map-panel";
  panel.hidden = true;
  panel.setAttribute("aria-label", words.here);
  panel.setAttribute("aria-live", "polite");
  element.append(panel);
  // Keys and clicks in the panel are not meant for the map.
  for (const kind of ["click", "dblclick", "mousedown", "touchstart", "wheel", "keydown"]) {
    panel.addEventListener(kind, (event) => {
      if (!(kind === "keydown" && event.key === "Escape")) event.stopPropagation();
    });
  }
  return panel;
}

function listen(map, element, words, panel) {
  const ask = (point) => {
    const around = [[point.x - NEAR_PX, point.y - NEAR_PX], [point.x + NEAR_PX, point.y + NEAR_PX]];
    show(element, words, panel, [
      ...map.queryRenderedFeatures(point, { layers: ["land"] }),
      ...map.queryRenderedFeatures(around, { layers: ["points", "accidents"] }),
    ], () => map.getCanvas().focus());
  };
  map.on("click", (event) => ask(event.point));
  map.on("mousemove", (event) => {
    const found = map.queryRenderedFeatures(event.point, { layers: ["land", "points"] });
    map.getCanvas().style.cursor = found.length ? "pointer" : "";
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const { clientWidth: wide, clientHeight: high } = map.getCanvas();
      ask(new maplibregl.Point(wide / 2, high / 2));
      (panel.querySelector("a") || panel.querySelector("button"))?.focus();
    }
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close(panel, () => map.getCanvas().focus());
  });
  let told = false;
  map.on("error", (event) => {
    if (told || !event.sourceId) return;
    told = true;
    const line = document.createElement("p");
    line.className = "map-note";
    line.setAttribute("role", "status");
    line.textContent = words.tiles_failed;
    element.after(line);
    map.once("moveend", () => {
      line.remove();
      told = false;
    });
  });
}

function close(panel, back) {
  panel.hidden = true;
  back();
}

function show(element, words, panel, features, back) {
  const seen = new Set();
  const rows = [];
  for (const { properties: facts, sourceLayer } of features) {
    const same = facts.entry ? `${facts.entry} ${facts.state}` : `${sourceLayer} ${facts.state} ${facts.count} ${facts.m2}`;
    if (seen.has(same)) continue; // a shape on two tiles is one record
    seen.add(same);
    rows.push(row(element, words, facts, sourceLayer));
  }
  const heading = document.createElement("h2");
  heading.textContent = rows.length ? words.here : words.nothing;
  const shut = document.createElement("button");
  shut.type = "button";
  shut.textContent = "×";
  shut.setAttribute("aria-label", words.close);
  shut.addEventListener("click", () => close(panel, back));
  const list = document.createElement("ol");
  list.append(...rows);
  panel.replaceChildren(shut, heading, list);
  panel.hidden = false;
}

function row(element, words, facts, layer) {
  const item = document.createElement("li");
  if (layer === "accidents") {
    item.append(`${words.accidents}: ${facts.count}`);
    return item;
  }
  const state = document.createElement("strong");
  state.textContent = words[facts.state] || facts.state;
  item.append(state, document.createElement("br"));
  if (!facts.entry) {
    item.append(`${facts.count} ${words.many}`);
    return item;
  }
  const link = document.createElement("a");
  link.href = `${element.dataset.record}${encodeURIComponent(facts.entry)}/`;
  link.textContent = facts.ref || facts.entry;
  link.setAttribute("aria-label", `${words.open} ${facts.ref || facts.entry}`);
  const told = document.createElement("bdi");
  told.textContent = [facts.on, facts.hazard].filter(Boolean).join(", ");
  item.append(link, " ", told);
  return item;
}

/* --------------------------------------------------------------------------- the two clocks */

function sliders(map, element, words, clocks, panel) {
  const place = document.getElementById("map-clocks");
  if (!place) return;
  place.classList.add("map-clocks");
  const [first, last] = (element.dataset.days || "").split(",");
  const moments = (element.dataset.moments || "").split(",").filter(Boolean);
  const changed = debounced(() => {
    map.getSource("land").setTiles([tiles(element.dataset.tiles, clocks)]);
    panel.hidden = true;
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(clocks)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
    element.dispatchEvent(new CustomEvent("clocks", { bubbles: true, detail: { ...clocks } }));
  });
  if (first && last) {
    const days = daysBetween(first, last);
    const at = clocks.on ? Math.min(days, Math.max(0, daysBetween(first, clocks.on))) : days;
    place.append(slider("on", words.on, days, at, (value) => dayAfter(first, value), (value) => {
      clocks.on = dayAfter(first, value);
      changed();
    }));
  }
  if (moments.length) {
    // One step beyond the last entry is "today": then no moment is asked for.
    const told = (value) => (value < moments.length ? moments[value].slice(0, 16).replace("T", " ") + " UTC" : words.now);
    const after = moments.findIndex((moment) => Date.parse(moment) > Date.parse(clocks.known));
    const at = !clocks.known || after < 0 ? (clocks.known ? moments.length - 1 : moments.length) : Math.max(0, after - 1);
    place.append(slider("known", words.known, moments.length, at, told, (value) => {
      clocks.known = value < moments.length ? moments[value] : "";
      changed();
    }));
  }
}

function slider(name, label, most, at, told, moved) {
  const whole = document.createElement("div");
  const caption = document.createElement("label");
  const range = document.createElement("input");
  const output = document.createElement("output");
  Object.assign(range, { type: "range", id: `map-${name}`, min: 0, max: most, step: 1 });
  range.value = at;
  caption.htmlFor = output.htmlFor = range.id;
  const say = () => {
    output.textContent = told(Number(range.value));
    range.setAttribute("aria-valuetext", output.textContent);
  };
  say();
  range.addEventListener("input", () => {
    say();
    moved(Number(range.value));
  });
  caption.append(`${label} `, output);
  whole.append(caption, range);
  return whole;
}

function debounced(work) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(work, WAIT_MS);
  };
}

function daysBetween(first, last) {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS);
}

function dayAfter(first, days) {
  return new Date(Date.parse(`${first}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
