// The session that this page belongs to. Its address brings it behind the `#`, which no browser
// sends to anybody; it leaves the address at once, and stays with the tab, for a reload.

const KEPT = "session";

/** The session of one run of `kimo serve`, if the page came by the address that it printed. */
export function session(): string | null {
  // The address of another run, entered over this page, makes no page of its own.
  window.addEventListener("hashchange", () => {
    if (taken()) location.reload();
  });
  return taken() ?? kept();
}

/** What the address brings; it is taken out of it. */
function taken(): string | null {
  const brought = /^#session=(\w+)$/.exec(location.hash)?.[1];
  if (!brought) return null;
  history.replaceState(null, "", location.pathname);
  try {
    sessionStorage.setItem(KEPT, brought);
  } catch {
    // A browser that may store nothing has it until the page is left.
  }
  return brought;
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
