// Shows the fields of one language at a time; the buttons stand hidden in the page until now.
"use strict";
(() => {
  const bar = document.querySelector("[data-language-tabs]");
  if (!bar) return;
  const buttons = [...bar.querySelectorAll("button")];
  const tabs = buttons.filter((button) => button.dataset.suffix);
  let shown = bar.dataset.first;

  // A row is named after its field, field-title_ar: the end of it tells the language.
  const tabOf = (row) => {
    const name = [...row.classList].find((each) => each.startsWith("field-")) || "";
    return tabs.find((tab) => name.endsWith(tab.dataset.suffix));
  };

  const isEmpty = (row) => {
    const box = row.querySelector("input, textarea");
    const text = box ? box.value : (row.querySelector(".readonly") || row).textContent;
    return ["", "-"].includes(text.trim());
  };

  const rowsByTab = () => {
    const found = new Map(tabs.map((tab) => [tab, []]));
    for (const row of document.querySelectorAll("form .form-row")) {
      const tab = tabOf(row);
      if (tab) found.get(tab).push(row);
    }
    return found;
  };

  const speak = (row, tab) => {
    for (const text of row.querySelectorAll(".readonly")) {
      text.lang = tab.lang;
      text.dir = tab.dir;
    }
  };

  // What a person has checked is ticked beside the texts of the language on show.
  const showChecked = () => {
    const boxes = [...document.querySelectorAll("[name=checked]")];
    for (const box of boxes) {
      const isShown = shown === "" || box.value.endsWith(`:${shown}`);
      box.closest("label").parentElement.hidden = !isShown;
    }
    const fieldset = boxes.length && boxes[0].closest("fieldset.module");
    if (fieldset) fieldset.hidden = boxes.every((box) => box.closest("label").parentElement.hidden);
  };

  const show = () => {
    for (const [tab, rows] of rowsByTab()) {
      const code = tab.dataset.language;
      const isShown = shown === "" || code === shown || code === bar.dataset.beside;
      for (const row of rows) {
        row.hidden = !isShown;
        speak(row, tab);
      }
      tab.classList.toggle("is-missing", rows.every(isEmpty));
      tab.classList.toggle("has-errors", rows.some((row) => row.querySelector(".errorlist")));
    }
    showChecked();
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.language === shown));
    }
  };

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    shown = button.dataset.language;
    show();
  });
  document.addEventListener("formset:added", show);
  if (![...rowsByTab().values()].some((rows) => rows.length)) return;
  bar.hidden = false;
  show();
  const wrong = tabs.find((tab) => tab.classList.contains("has-errors"));
  if (wrong) {
    shown = wrong.dataset.language;
    show();
  }
})();
