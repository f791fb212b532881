// What outlives a reload.

export function remember(name, value) {
  try {
    localStorage.setItem(`kefu-demo.${name}`, value);
  } catch {
    // Storage is blocked: then a reload begins anew.
  }
}

/** What is remembered under the name; what make returns, from now on, when nothing is. */
export function remembered(name, make) {
  let value = null;
  try {
    value = localStorage.getItem(`kefu-demo.${name}`);
  } catch {
    // As above.
  }

  if (value === null) remember(name, (value = make()));
  return value;
}
