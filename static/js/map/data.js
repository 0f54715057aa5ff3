// The map's data: fetched, made into objects, and asked who shares what with whom.

export class DataProblem extends Error {}

const KEPT = 40;

/** Fetches JSON. Throws DataProblem with a sentence for a person, or an AbortError. */
export async function fetchJson(address, signal) {
  try {
    const answer = await fetch(address, { signal });
    if (answer.status === 400) throw new DataProblem((await answer.json()).error);
    if (!answer.ok) throw new DataProblem("The site could not answer just now.");
    return await answer.json();
  } catch (error) {
    if (error instanceof DataProblem || error.name === "AbortError") throw error;
    throw new DataProblem("The map's data could not be fetched. Check the connection.");
  }
}

/** The data of query strings, each fetched once; a later question overtakes an earlier. */
export class Answers {
  constructor(address) {
    this.address = address;
    this.held = new Map();
  }

  /** The catalogue of a query. Throws DataProblem, or an AbortError where it was overtaken. */
  async of(query) {
    this.asking?.abort();
    this.asking = new AbortController();
    return this.kept(query, this.asking.signal);
  }

  async kept(query, signal) {
    const held = this.held.get(query);
    if (held) return held;
    const data = await fetchJson(query ? `${this.address}?${query}` : this.address, signal);
    const catalogue = new Catalogue(data);
    if (this.held.size >= KEPT) this.held.delete(this.held.keys().next().value);
    this.held.set(query, catalogue);
    return catalogue;
  }
}

/** A table that travels by columns as objects: see arrangements/map/packing.py. */
const objectsOf = (columns, fields, make = () => ({})) =>
  columns[0].map((_, index) => {
    const made = make(index);
    fields.forEach((field, n) => (made[field] = columns[n][index]));
    return made;
  });

/** What a getter found stands on the object from now on, in the getter's place. */
function kept(object, name, value) {
  Object.defineProperty(object, name, { value });
  return value;
}

// Much of what follows is made when it is asked for: the first drawing can do without it.

class Body {
  constructor(catalogue, index) {
    this.catalogue = catalogue;
    this.index = index;
  }

  get arrangements() {
    return this.catalogue.ofBodies[this.index];
  }
}

class Arrangement {
  constructor(catalogue, index) {
    const { references, names, services, geographies } = catalogue.columns;
    this.catalogue = catalogue;
    this.index = index;
    this.faint = index >= catalogue.count;
    this.reference = references[index];
    this.name = names[index];
    this.services = services[index].map((number) => catalogue.services[number]);
    this.geography = geographies[index];
  }

  get status() {
    const { columns, packed } = this.catalogue;
    return packed.texts[columns.statuses[this.index]];
  }

  get started() {
    const { columns, packed } = this.catalogue;
    return packed.texts[columns.starts[this.index]];
  }

  get kinds() {
    return kept(this, "kinds", [...new Set(this.services.map(({ kind }) => kind))]);
  }

  get partners() {
    const { packed, columns, before, bodies } = this.catalogue;
    const [roles, remarks, former] = [columns.roles, columns.remarks, columns.former].map(
      (column) => column[this.index],
    );
    const partners = columns.ends[this.index].map((body, place) => {
      const role = packed.role_numbers[roles[place]];
      return {
        body: bodies[body],
        role,
        roleLabel: packed.roles[role] ?? "",
        remark: packed.texts[remarks[place] ?? 0],
        before: (former[place] || []).map((number) => before[number]),
      };
    });
    return kept(this, "partners", partners);
  }

  /** Whether somebody takes part in the place of a body that is gone. */
  get succeeded() {
    const { before } = this.catalogue;
    return before.length > 0 && this.partners.some((partner) => partner.before.length);
  }
}

/** A pair of bodies and what they share. */
class Link {
  constructor(a, b, geography, kinds) {
    this.a = a;
    this.b = b;
    this.geography = geography;
    this.kinds = kinds;
    this.arrangements = [];
  }

  get faint() {
    return this.arrangements.every((each) => each.faint);
  }

  get succeeded() {
    return this.arrangements.every((each) => each.succeeded && hasSuccessor(each, this));
  }

  get far() {
    return this.arrangements.some((each) => each.geography === "separate");
  }

  /** How its ends came to take part, where they stand in the place of others. */
  get how() {
    return this.a.planned || this.b.planned ? "planned" : "by succession";
  }

  /** One for each kind of service that it carries, with how many arrangements. */
  get strands() {
    return kept(this, "strands", strandsOf(this, this.kinds));
  }
}

/** What one query found. Bodies, arrangements and links refer to each other as objects. */
export class Catalogue {
  /** packed: as it travels. */
  constructor(packed) {
    const { count, query, sentence, running, chips, loosen, facets, through, ground, gone } = packed;
    Object.assign(this, { packed, count, query, sentence, running, chips, loosen, facets, gone });
    const asked = new URLSearchParams(query);
    Object.assign(this, { through, ground, days: asked.getAll("on") });
    // The last of the days to come for which it is asked who would take part.
    this.planned = asked.getAll("planned").sort().at(-1) ?? "";
    const { fields } = packed;
    const [references, names, services, statuses, starts, geographies, ...of] = packed.arrangements;
    const [ends, roles, remarks, former, pairs] = of;
    this.columns = { references, names, services, statuses, starts, geographies };
    Object.assign(this.columns, { ends, roles, remarks, former, pairs });
    this.kinds = packed.service_kinds.map(([code, label]) => ({ code, label }));
    this.before = objectsOf(packed.before, fields.before);
    this.services = objectsOf(packed.services, fields.services);
    for (const service of this.services) service.kind = this.kinds[service.kind];
    this.bodies = objectsOf(packed.bodies, fields.bodies, (index) => new Body(this, index));
    const clear = this.inClearSight();
    for (const body of this.bodies) {
      body.placed = body.lat !== null && body.lat !== undefined;
      body.areas = body.areas ?? [];
      body.after = body.after ?? [];
      body.kindLabel = packed.body_kinds[body.kind];
      body.sectorLabel = packed.sectors[body.sector];
      body.faint = !clear.has(body.index);
    }
    for (const [place, told] of Object.entries(packed.planned ?? {}))
      this.bodies[place].planned = told;
    this.arrangements = references.map((_, index) => new Arrangement(this, index));
    this.links = this.joined();
    facets.body ??= Object.fromEntries(this.bodies.map(({ slug, count: of }) => [slug, of]));
    this.bySlug = new Map(this.bodies.map((body) => [body.slug, body]));
    this.byReference = new Map(this.arrangements.map((each) => [each.reference, each]));
  }

  /** The places of the bodies that take part in something not faint. */
  inClearSight() {
    return new Set(this.columns.ends.slice(0, this.count).flat());
  }

  /** The links, with the arrangements whose partners they join. */
  joined() {
    const [ones, others, geographies] = this.packed.links;
    const links = ones.map(
      (a, n) => new Link(this.bodies[a], this.bodies[others[n]], geographies[n], this.kinds),
    );
    const key = (a, b) => a * this.bodies.length + b;
    const byEnds = new Map(links.map((link) => [key(link.a.index, link.b.index), link]));
    const { ends, pairs } = this.columns;
    for (const arrangement of this.arrangements) {
      const [mine, places] = [ends[arrangement.index], pairs[arrangement.index]];
      for (let n = 0; n < places.length; n += 2)
        byEnds.get(key(mine[places[n]], mine[places[n + 1]])).arrangements.push(arrangement);
    }
    return links;
  }

  /** The arrangements of each body, by its place. */
  get ofBodies() {
    const found = this.bodies.map(() => []);
    for (const arrangement of this.arrangements)
      for (const body of this.columns.ends[arrangement.index]) found[body].push(arrangement);
    return kept(this, "ofBodies", found);
  }

  linkOf(one, other) {
    return this.links.find(({ a, b }) => (a === one && b === other) || (a === other && b === one));
  }

  /** The bodies that stand here in the place of one that does not, and its name. */
  inPlaceOf(slug) {
    const found = { name: "", bodies: new Set() };
    for (const { partners } of this.arrangements) {
      for (const { body, before } of partners) {
        const one = before.find((each) => each.slug === slug);
        if (!one) continue;
        found.name = one.name;
        found.bodies.add(body);
      }
    }
    return found;
  }

  get placed() {
    return this.bodies.filter((body) => body.placed);
  }

  /** Those in most arrangements, of the sector that takes part most: councils, unless filtered. */
  busiest(number, bodies = this.bodies) {
    const clear = bodies.filter((body) => !body.faint);
    const parts = new Map();
    for (const { sector, count } of clear) parts.set(sector, (parts.get(sector) ?? 0) + count);
    const most = Math.max(...parts.values());
    return clear.filter((body) => parts.get(body.sector) === most).slice(0, number);
  }

  /** The pairs whose partnership leaps over others, farthest first. */
  farthest(number) {
    return this.links
      .filter((link) => link.far && link.geography === "separate")
      .map((link) => ({ link, km: kilometres(link.a, link.b) }))
      .sort((one, other) => other.km - one.km)
      .slice(0, number);
  }
}

/** Whether one of a link's two ends takes part in an arrangement in the place of another body. */
const hasSuccessor = ({ partners }, { a, b }) =>
  partners.some(({ body, before }) => (body === a || body === b) && before.length);

/** One strand for each kind of service that a link carries, with how many arrangements. */
function strandsOf(link, kinds) {
  const strands = kinds
    .map((kind) => ({
      kind,
      count: link.arrangements.filter((a) => a.kinds.includes(kind)).length,
    }))
    .filter((strand) => strand.count);
  return strands.length ? strands : [{ kind: null, count: link.arrangements.length }];
}

export function kilometres(a, b) {
  const rad = Math.PI / 180;
  const x = (b.lon - a.lon) * rad * Math.cos(((a.lat + b.lat) / 2) * rad);
  return Math.hypot(x, (b.lat - a.lat) * rad) * 6371;
}

/** Who takes part together with a body, and in how many arrangements; most first. */
export function partnersOf(body) {
  const counts = new Map();
  for (const arrangement of body.arrangements) {
    for (const { body: other } of arrangement.partners) {
      if (other !== body) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts].sort((one, other) => other[1] - one[1] || one[0].index - other[0].index);
}
