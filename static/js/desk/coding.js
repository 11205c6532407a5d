// Coding by keys: t opens the themes, typing narrows them, Enter puts the contribution under one.
(function () {
  "use strict";
  var dialog = document.querySelector("[data-themes]");
  var coding = document.querySelector("[data-coding]");
  if (!dialog || !coding || !dialog.showModal) return;
  var form = coding.closest("form");
  var select = coding.querySelector("select");
  var typed = dialog.querySelector("input");
  var list = dialog.querySelector("ul");
  var status = document.querySelector("[data-coded]");
  var on = document.querySelector("[data-keys-on]");
  var options = Array.prototype.filter.call(select.options, function (option) { return option.value; });
  var item, passage, chosen;

  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  function choose(place) {
    var lines = list.children;
    if (!lines.length) { chosen = -1; return; }
    chosen = Math.max(0, Math.min(place, lines.length - 1));
    Array.prototype.forEach.call(lines, function (line, number) {
      line.setAttribute("aria-selected", number === chosen);
    });
    typed.setAttribute("aria-activedescendant", lines[chosen].id);
    lines[chosen].scrollIntoView({ block: "nearest" });
  }
  function narrow() {
    var seen = {};
    list.textContent = "";
    options.forEach(function (option) {
      if (seen[option.value] || folded(option.text).indexOf(folded(typed.value)) < 0) return;
      seen[option.value] = true;
      var line = document.createElement("li");
      line.id = "theme-" + option.value;
      line.setAttribute("role", "option");
      line.dataset.theme = option.value;
      line.textContent = option.text;
      list.append(line);
    });
    choose(0);
  }
  // What is marked within the words of one contribution, and what stands before it there.
  function marked() {
    var selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    var range = selection.getRangeAt(0);
    var node = range.commonAncestorContainer;
    var words = (node.nodeType === 1 ? node : node.parentNode).closest("[data-words]");
    if (!words) return null;
    var before = document.createRange();
    before.setStart(words, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return { item: words.closest("[data-item]"), address: words.dataset.words, words: range.toString(), before: before.toString() };
  }
  function open() {
    passage = marked();
    item = passage ? passage.item : document.activeElement && document.activeElement.closest("[data-item]");
    if (!item && !document.querySelector("[data-item] [name=item]:checked")) return;
    typed.value = "";
    narrow();
    dialog.showModal();
    typed.focus();
  }
  // Only what is changed on the page is sent back; where that fails, the form itself is sent.
  function post(address, fields, otherwise) {
    var data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    fields.forEach(function (field) { data.append(field[0], field[1]); });
    fetch(address, { method: "POST", body: data, headers: { "HX-Request": "true" }, redirect: "manual" })
      .then(function (answer) {
        if (!answer.ok) return otherwise();
        return answer.text().then(function (html) {
          new DOMParser().parseFromString(html, "text/html").querySelectorAll("[data-codings]")
            .forEach(function (fresh) {
              var old = document.querySelector("[data-codings='" + fresh.dataset.codings + "']");
              if (old) old.replaceWith(document.adoptNode(fresh));
            });
          status.textContent = status.dataset.coded;
        });
      }, otherwise);
  }
  function apply(theme) {
    var back = item;
    dialog.close();
    if (passage) {
      post(passage.address, [["words", passage.words], ["before", passage.before], ["theme", theme]],
        function () { location = passage.address + "?words=" + encodeURIComponent(passage.words); });
    } else {
      var ticked = document.querySelectorAll("[data-item] [name=item]:checked");
      var boxes = ticked.length ? ticked : [item.querySelector("[name=item]")];
      var fields = Array.prototype.map.call(boxes, function (box) { return ["item", box.value]; });
      var shows = document.querySelector("[data-codings]");
      function send() {
        Array.prototype.forEach.call(boxes, function (box) { box.checked = true; });
        select.value = theme;
        coding.querySelector("button").click();
      }
      if (shows) post(coding.dataset.coding, fields.concat([["deed", "theme"], ["theme", theme]]), send);
      else send();
    }
    if (back) back.focus();
  }
  dialog.addEventListener("input", narrow);
  dialog.addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter" && !event.isComposing) {
      if (chosen >= 0) apply(list.children[chosen].dataset.theme);
    } else return;
    event.preventDefault();
  });
  list.addEventListener("click", function (event) {
    var line = event.target.closest("[data-theme]");
    if (line) apply(line.dataset.theme);
  });
  document.addEventListener("keydown", function (event) {
    if ((on && !on.checked) || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
    var isT = event.key.length === 1 && event.key > "~" ? event.code === "KeyT" : event.key.toLowerCase() === "t";
    if (!isT) return;
    event.preventDefault();
    open();
  });
})();
