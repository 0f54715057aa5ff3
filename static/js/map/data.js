// The map's data: fetched, unpacked into objects, and asked who shares what with whom.

import { unpacked } from "sharedmap/map/packing.js";

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
    const catalogue = new Catalogue(unpacked(data));
    if (this.held.size >= KEPT) this.held.delete(this.held.keys().next().value);
    this.held.set(query, catalogue);
    return catalogue;
  }
}

const rowsOf = (rows, fields, make = () => ({})) =>
  rows.map((row, index) => {
    const made = Object.assign(make(), { index });
    fields.forEach((field, place) => (made[field] = row[place]));
    return made;
  });

/** A pair of bodies and what they share. From afar few need their strands: they are made when asked. */
class Link {
  constructor(kinds) {
    this.kinds = kinds;
  }

  /** How its ends came to take part, where they stand in the place of others. */
  get how() {
    return this.a.planned || this.b.planned ? "planned" : "by succession";
  }

  get strands() {
    this.made ??= strandsOf(this, this.kinds);
    return this.made;
  }
}

/** What one query found. Bodies, arrangements and links refer to each other as objects. */
export class Catalogue {
  constructor(data) {
    const { fields } = data;
    const { count, query, sentence, running, chips, loosen, facets, through, ground, gone } = data;
    Object.assign(this, { count, query, sentence, running, chips, loosen, facets, gone });
    const asked = new URLSearchParams(query);
    Object.assign(this, { through, ground, days: asked.getAll("on") });
    // The last of the days to come for which it is asked who would take part.
    this.planned = asked.getAll("planned").sort().at(-1) ?? "";
    const before = rowsOf(data.before, fields.before);
    this.kinds = data.service_kinds.map(([code, label]) => ({ code, label }));
    const services = rowsOf(data.services, fields.services);
    for (const service of services) service.kind = this.kinds[service.kind];
    this.services = services;
    this.bodies = rowsOf(data.bodies, fields.bodies);
    for (const body of this.bodies) {
      body.placed = body.lat !== null && body.lat !== undefined;
      body.areas = body.areas ?? [];
      body.after = body.after ?? [];
      body.kindLabel = data.body_kinds[body.kind];
      body.sectorLabel = data.sectors[body.sector];
      body.arrangements = [];
    }
    for (const [place, told] of Object.entries(data.planned ?? {}))
      this.bodies[place].planned = told;
    this.arrangements = rowsOf(data.arrangements, fields.arrangements);
    for (const arrangement of this.arrangements) {
      arrangement.faint = arrangement.index >= count;
      arrangement.services = arrangement.services.map((number) => services[number]);
      arrangement.kinds = [...new Set(arrangement.services.map((service) => service.kind))];
      arrangement.partners = rowsOf(arrangement.partners, fields.partners);
      for (const partner of arrangement.partners) {
        partner.body = this.bodies[partner.body];
        partner.roleLabel = data.roles[partner.role] ?? "";
        partner.before = (partner.before ?? []).map((number) => before[number]);
        partner.body.arrangements.push(arrangement);
      }
      arrangement.succeeded = arrangement.partners.some(({ before: each }) => each.length);
    }
    this.links = rowsOf(data.links, fields.links, () => new Link(this.kinds));
    for (const link of this.links) {
      link.a = this.bodies[link.a];
      link.b = this.bodies[link.b];
      link.arrangements = link.arrangements.map((number) => this.arrangements[number]);
      link.faint = link.arrangements.every((each) => each.faint);
      link.succeeded = link.arrangements.every(
        (each) => each.succeeded && hasSuccessor(each, link),
      );
      link.far = link.arrangements.some((each) => each.geography === "separate");
    }
    for (const body of this.bodies)
      body.faint = body.arrangements.every((arrangement) => arrangement.faint);
    facets.body ??= Object.fromEntries(this.bodies.map(({ slug, count }) => [slug, count]));
    this.bySlug = new Map(this.bodies.map((body) => [body.slug, body]));
    this.byReference = new Map(this.arrangements.map((each) => [each.reference, each]));
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
