// What a page needs at the least: each line and each mark, as Leaflet draws them by itself.

const map = L.map("map").fitBounds([
  [49.9, -8.1],
  [60.75, 1.75],
]);
fetch("drawn.json")
  .then((answer) => answer.json())
  .then(({ marks, lines }) => {
    for (const [fromLat, fromLon, toLat, toLon, count] of lines) {
      const ends = [
        [fromLat, fromLon],
        [toLat, toLon],
      ];
      L.polyline(ends, { weight: Math.min(7, count), opacity: 0.5 }).addTo(map);
    }
    for (const [lat, lon, count, name] of marks) {
      const radius = Math.min(9, 1.7 * Math.sqrt(count));
      L.circleMarker([lat, lon], { radius, weight: 1 }).bindTooltip(name).addTo(map);
    }
    document.documentElement.dataset.bodies = marks.length;
  });
