// The code that puts this map on another site, kept in step with the filters.

export function keepCodeInStep(query) {
  const code = document.getElementById("embed-code");
  if (!code) return;
  const address = query ? `${code.dataset.address}?${query}` : code.dataset.address;
  code.value = code.value.replace(/src="[^"]*"/, () => `src="${address.replaceAll("&", "&amp;")}"`);
}
