// A report that saves itself: says when it did or why it did not, and gives another box at once.
(function () {
  "use strict";
  var form = document.querySelector("form[data-report]");
  var isLost = false;

  function say(words) {
    var line = document.createElement("p");
    line.className = "error";
    line.setAttribute("role", "alert");
    line.textContent = words;
    var saved = document.getElementById("saved");
    saved.querySelectorAll("p").forEach(function (old) { old.remove(); });
    saved.prepend(line);
    isLost = true;
  }
  function tellOwnTime() {
    isLost = false;
    form.querySelectorAll("[data-saved]").forEach(function (time) {
      time.textContent = new Intl.DateTimeFormat(time.closest("[lang]").lang, {
        hour: "2-digit", minute: "2-digit", hour12: false, numberingSystem: "latn"
      }).format(new Date(time.dateTime));
    });
  }
  function again() {
    if (isLost) window.htmx.trigger(form, "again");
  }
  form.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 409) event.detail.shouldSwap = true;
  });
  form.addEventListener("htmx:afterSettle", function (event) {
    var address = event.detail.xhr.getResponseHeader("HX-Replace-Url");
    if (address) history.replaceState(null, "", address);  // a reload goes on with this report
    tellOwnTime();
  });
  form.addEventListener("htmx:sendError", function () {
    say(form.dataset.offline);
    setTimeout(again, 15000);
  });
  form.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status !== 409) say(form.dataset.failed);
  });
  window.addEventListener("online", again);
  tellOwnTime();

  // The new box stands where the last one does, with nothing said in it yet.
  function renumbered(text, from, to) {
    return text.replace("s-" + from + "-", "s-" + to + "-");
  }
  form.querySelector("[data-add]").addEventListener("click", function (event) {
    var boxes = form.querySelectorAll("[data-statement]");
    var last = boxes[boxes.length - 1];
    var from = boxes.length - 1;
    var box = last.cloneNode(true);
    event.preventDefault();
    box.id = "statement-" + (boxes.length + 1);
    box.querySelector("legend").textContent = last.querySelector("legend").textContent
      .replace(/\d+/, boxes.length + 1);
    box.querySelectorAll(".errorlist").forEach(function (list) { list.remove(); });
    box.querySelectorAll("[name], [for], [id], [aria-describedby]").forEach(function (each) {
      ["name", "for", "id", "aria-describedby"].forEach(function (attribute) {
        var value = each.getAttribute(attribute);
        if (value) each.setAttribute(attribute, renumbered(value, from, boxes.length));
      });
      each.removeAttribute("aria-invalid");
      if (each.matches("textarea, input")) each.value = "";
      if (each.matches("select")) each.value = form.elements[renumbered(each.name, boxes.length, from)].value;
    });
    last.after(box);
    form.elements["s-TOTAL_FORMS"].value = boxes.length + 1;
    box.querySelector("textarea").focus();
  });
})();
