// The queue of the desk by single keys; they are listed on the page, and can be switched off there.
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
  var asked = null;

  function current() {
    var item = document.activeElement && document.activeElement.closest("[data-item]");
    return item || null;
  }
  function ticked() {
    return boxes.filter(function (box) { return box.checked; });
  }
  function count() {
    var number = ticked().length;
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
  // What is ticked, else the one that has the focus; an approval needs no words.
  function decide(kind, field) {
    var box = boxes[items.indexOf(current())];
    if (!ticked().length && box) box.checked = true;
    if (!ticked().length) return;
    count();
    last = current();
    asked = batch.querySelector("[value=" + kind + "]");
    if (!asked) return;
    if (field) batch.querySelector(field).focus();
    else asked.click();
  }
  function escalate() {
    var details = current() && current().querySelector("details.escalate");
    if (!details) return;
    details.open = true;
    details.querySelector("[name=note]").focus();
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
  var KEYS = {
    j: function () { move(1); },
    k: function () { move(-1); },
    x: tick,
    a: function () { decide("approve"); },
    h: function () { decide("hide", "[name=rule]"); },
    d: function () { decide("dismiss", "[name=reason]"); },
    e: escalate,
    o: open,
    "?": list
  };

  // On a keyboard of another script, a key is known by its place.
  function meaning(event) {
    if (event.key === "؟") return "?";
    if (event.key.length === 1 && event.key > "~") return (event.code || "").replace("Key", "").toLowerCase();
    var isOnItem = items.indexOf(document.activeElement) >= 0;
    if (isOnItem && event.key === "ArrowDown") return "j";
    if (isOnItem && event.key === "ArrowUp") return "k";
    return event.key.toLowerCase();
  }
  function inBatch(event) {
    if (event.key === "Escape" && last) last.focus();
    if (event.key !== "Enter" || event.isComposing || event.target.name !== "reason" || !asked) return;
    event.preventDefault();
    asked.click();
  }
  document.addEventListener("keydown", function (event) {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (batch.contains(event.target)) inBatch(event);
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
