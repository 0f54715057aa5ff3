// Which labels there is room for. Those that come first are placed first.

const GAP = 3;
const HEIGHT = 15;

const overlap = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The places around a mark where its label may stand, best first. */
function spots({ x, y, radius, width }) {
  const side = radius + GAP;
  const across = [
    [x + side, y - HEIGHT / 2],
    [x - side - width, y - HEIGHT / 2],
  ];
  const upright = [
    [x - width / 2, y - side - HEIGHT],
    [x - width / 2, y + side],
  ];
  const corners = [
    [x + side * 0.7, y - side * 0.7 - HEIGHT],
    [x + side * 0.7, y + side * 0.7],
    [x - side * 0.7 - width, y - side * 0.7 - HEIGHT],
    [x - side * 0.7 - width, y + side * 0.7],
  ];
  return [...across, ...upright, ...corners].map(([left, top]) => ({
    left,
    top,
    right: left + width,
    bottom: top + HEIGHT,
  }));
}

/**
 * candidates: {x, y, radius, width, …}; size: of the map's window, in the same pixels.
 * Returns those with room, each with left and top. No label lies over another, nor over the mark
 * of one that is labelled.
 */
export function placed(candidates, size) {
  const taken = [];
  const found = [];
  for (const each of candidates) {
    const spot = spots(each).find(
      (box) =>
        box.left >= 0 &&
        box.top >= 0 &&
        box.right <= size.x &&
        box.bottom <= size.y &&
        !taken.some((other) => overlap(box, other)),
    );
    if (!spot) continue;
    const { x, y, radius } = each;
    taken.push(spot, { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
    found.push({ ...each, left: spot.left, top: spot.top });
  }
  return found;
}
