// Texts of drafts that save themselves: each form says when it did, or why it did not.
(function () {
  "use strict";
  var lost = new Set();

  function say(form, words) {
    var state = form.querySelector("[data-saved-state]");
    Array.prototype.slice.call(state.childNodes).forEach(function (node) {
      if (node.name !== "seen") node.remove();
    });
    var line = document.createElement("p");
    line.className = "error";
    line.textContent = words;
    state.prepend(line);
    lost.add(form);
  }
  function again() {
    lost.forEach(function (form) { window.htmx.trigger(form, "again"); });
  }
  function tellOwnTime(form) {
    form.querySelectorAll("[data-saved]").forEach(function (time) {
      time.textContent = new Intl.DateTimeFormat(time.closest("[lang]").lang, {
        hour: "2-digit", minute: "2-digit", hour12: false, numberingSystem: "latn"
      }).format(new Date(time.dateTime));
    });
  }
  // Whoever leaves with words that are not kept yet is asked first.
  window.addEventListener("beforeunload", function (event) {
    if (document.querySelector("form[data-draft].is-open")) event.preventDefault();
  });
  document.querySelectorAll("form[data-draft]").forEach(function (form) {
    form.addEventListener("input", function () { form.classList.add("is-open"); });
    form.addEventListener("submit", function () { form.classList.remove("is-open"); });
    form.addEventListener("htmx:beforeSwap", function (event) {
      if (event.detail.xhr.status === 409) event.detail.shouldSwap = true;
    });
    form.addEventListener("htmx:beforeRequest", function () { form.classList.remove("is-open"); });
    form.addEventListener("htmx:afterSettle", function () {
      lost.delete(form);
      tellOwnTime(form);
      form.querySelectorAll("[data-reload]").forEach(function (link) {
        link.addEventListener("click", function (event) {
          event.preventDefault();
          location.reload();
        });
      });
    });
    form.addEventListener("htmx:sendError", function () {
      form.classList.add("is-open");
      say(form, form.dataset.offline);
      setTimeout(again, 15000);
    });
    form.addEventListener("htmx:responseError", function (event) {
      if (event.detail.xhr.status !== 409) say(form, form.dataset.failed);
    });
  });
  window.addEventListener("online", again);
})();
