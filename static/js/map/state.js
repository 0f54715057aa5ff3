// What the address keeps after its "#": what is chosen, what is in sight, and how the map shows
// what is found. Filters and the day are in the query string, which the list knows too.

const VIEW = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/;
const FLAGS = { known: "all", through: "today" };
const CHOICE = ["body", "with"];

/** The state in a hash. `nonsense` holds a sentence for each part that means nothing. */
export function readHash(hash) {
  const state = { choice: "", view: null, known: false, through: false, nonsense: [] };
  const parts = decoded(hash.replace(/^#/, "")).split("&").filter(Boolean);
  if (!parts.length || !isOurs(parts)) return state;
  const chosen = [];
  for (const part of parts) {
    const [name, ...rest] = part.split("=");
    const value = rest.join("=");
    if (/^SS\d+$/i.test(part) || CHOICE.includes(name)) chosen.push(part);
    else if (name === "view") {
      state.view = placeFrom(value);
      if (!state.view)
        state.nonsense.push(`“${value.slice(0, 40)}” is no place on the map, so it is shown whole.`);
    } else if (FLAGS[name] === value) state[name] = true;
    else state.nonsense.push(`“${part.slice(0, 40)}” in the address means nothing to this map.`);
  }
  state.choice = chosen.join("&");
  return state;
}

/** The hash of a state; "" for a map at rest. */
export function writeHash({ choice, view, known, through }) {
  const parts = [choice, view && `view=${inAddress(view)}`];
  if (known) parts.push(`known=${FLAGS.known}`);
  if (through) parts.push(`through=${FLAGS.through}`);
  const text = parts.filter(Boolean).join("&");
  return text && `#${text}`;
}

/** The query string of the map's data: the page's, and how the map shows what is found. */
export function queryOfData(query, { known, through }) {
  const shown = [];
  if (known && new URLSearchParams(query).has("on")) shown.push(`known=${FLAGS.known}`);
  if (through) shown.push(`through=${FLAGS.through}`);
  return [query, ...shown].filter(Boolean).join("&");
}

/** A query string without the day and the order, which do not change where things are. */
export function placeless(query) {
  const asked = new URLSearchParams(query);
  for (const name of ["on", "planned", "sort"]) asked.delete(name);
  return asked.toString();
}

/** Whether a hash is the map's, rather than the name of a part of the page. */
export const isOfMap = (hash) =>
  isOurs(hash.replace(/^#/, "").split("&").filter(Boolean));

const isOurs = (parts) => parts.some((part) => part.includes("=") || /^SS\d+$/i.test(part));

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function placeFrom(text) {
  const found = VIEW.exec(text);
  if (!found) return null;
  const [lat, lon, zoom] = found.slice(1).map(Number);
  const isThere = lat > 45 && lat < 65 && lon > -24 && lon < 17 && zoom >= 4 && zoom <= 12;
  return isThere ? { lat, lon, zoom } : null;
}

const inAddress = ({ lat, lon, zoom }) =>
  [lat.toFixed(3), lon.toFixed(3), zoom.toFixed(1)].map(Number).join(",");
