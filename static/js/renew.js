// Renews the state of a running job in its place: a reload would throw screen readers back.
"use strict";
const renew = async () => {
  const old = document.querySelector("[data-renewed]");
  try {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-renewed]");
    if (old.innerHTML !== fresh.innerHTML) {
      const hadFocus = old.contains(document.activeElement);
      old.replaceChildren(...fresh.childNodes);
      if (hadFocus) old.querySelector("a, button").focus();
    }
  } catch {
    // No network now: the next try may have one.
  }
  if (old.querySelector("[data-unfinished]")) setTimeout(renew, 2000);
};
setTimeout(renew, 1000);
