// Reading a group's input by single keys; they are listed on the page, and can be switched off there.
(function () {
  "use strict";
  var KEPT = "desk-keys";
  var help = document.querySelector("[data-keys]");
  var batch = document.querySelector("[data-batch]");
  if (!help || !batch) return;
  var on = help.querySelector("[data-keys-on]");
  var all = batch.querySelector("[data-all]");
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-item]"));
  var boxes = items.map(function (item) { return item.querySelector("[name=item]"); });
  var last = null;

  function current() {
    return document.activeElement && document.activeElement.closest("[data-item]");
  }
  function count() {
    var number = boxes.filter(function (box) { return box.checked; }).length;
    batch.querySelector("[data-count]").textContent = number ? "(" + number + ")" : "";
    all.checked = number === boxes.length;
  }
  function move(step) {
    var place = items.indexOf(current());
    var next = items[place < 0 ? 0 : place + step];
    if (next) next.focus();
  }
  function tick() {
    var box = boxes[items.indexOf(current())];
    if (!box) return;
    box.checked = !box.checked;
    count();
  }
  // Sent beside the page, so that one reads on; where that fails, as the button would send it.
  function read() {
    var item = current();
    var button = item && item.querySelector("[data-read]");
    if (!button) return move(1);
    var words = new FormData(batch);
    words.delete("all");
    words.append("one", button.value);
    fetch(batch.action, { method: "POST", body: words, redirect: "manual" }).then(function (answer) {
      if (answer.type !== "opaqueredirect") return button.click();
      var mark = item.querySelector("[data-unread]");
      if (mark) mark.remove();
      button.replaceWith(batch.dataset.done);
    }, function () { button.click(); });
    move(1);
  }
  function open() {
    if (current()) current().querySelector("[data-open]").click();
  }
  function list() {
    if (!help.open) last = current();
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
    else if (last) last.focus();
  }
  function next() { move(1); }
  function previous() { move(-1); }
  var KEYS = { j: next, n: next, k: previous, p: previous, r: read, x: tick, o: open, "?": list };

  // On a keyboard of another script, a key is known by its place.
  function meaning(event) {
    if (event.key === "؟") return "?";
    if (event.key.length === 1 && event.key > "~") return (event.code || "").replace("Key", "").toLowerCase();
    return event.key.toLowerCase();
  }
  document.addEventListener("keydown", function (event) {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
    var deed = KEYS[meaning(event)];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  document.addEventListener("change", function (event) {
    if (event.target === all) boxes.forEach(function (box) { box.checked = all.checked; });
    if (event.target === on) localStorage.setItem(KEPT, on.checked ? "on" : "off");
    count();
  });
  on.checked = localStorage.getItem(KEPT) !== "off";
  help.hidden = false;
  all.parentNode.hidden = false;
  count();
})();
