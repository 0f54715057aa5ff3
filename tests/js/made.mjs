// Made-up map data, in the form in which the server gives it.

import { Catalogue } from "sharedmap/map/data.js";

const FIELDS = {
  services: ["code", "name", "kind"],
  bodies: ["slug", "name", "label", "lat", "lon", "sector", "kind", "count", "areas"],
  arrangements: ["reference", "name", "services", "status", "started", "geography", "partners"],
  partners: ["body", "role", "remark", "before"],
  before: ["slug", "name"],
  links: ["a", "b", "geography", "arrangements"],
};

/** bodies: {slug: [lat, lon, count, sector]}; links: [slug, slug, geography, [service, …]]. */
export function catalogue({ bodies, links = [] }) {
  const slugs = Object.keys(bodies);
  const services = [
    ["legal", "Legal", 1],
    ["waste", "Waste", 3],
  ];
  const arrangements = [];
  const linked = links.map(([a, b, geography, used]) => {
    const [one, other] = [slugs.indexOf(a), slugs.indexOf(b)];
    const carried = used.map((service) => {
      const number = services.findIndex(([code]) => code === service);
      const reference = `SS${String(arrangements.length + 1).padStart(4, "0")}`;
      const partners = [[one, "lead"], [other]];
      arrangements.push([reference, service, [number], "", "", geography, partners]);
      return arrangements.length - 1;
    });
    return [one, other, geography, carried];
  });
  return new Catalogue({
    fields: FIELDS,
    count: arrangements.length,
    query: "",
    sentence: "",
    chips: [],
    before: [],
    facets: {},
    service_kinds: [
      ["management", "Management"],
      ["back_office", "Back office"],
      ["front_office", "Front office"],
      ["frontline", "Front line"],
    ],
    sectors: { council: "Council", police: "Police" },
    body_kinds: { district: "District council" },
    roles: { lead: "Lead" },
    services,
    bodies: slugs.map((slug) => {
      const [lat, lon, count = 1, sector = "council"] = bodies[slug];
      return [slug, slug, slug, lat, lon, sector, "district", count];
    }),
    arrangements,
    links: linked,
  });
}
