// What a page gains by script: panels of the header that close by themselves, and a button to copy.
(function () {
  "use strict";
  var words = document.currentScript.dataset;
  var PANEL = "details[name=header]";

  function close(but) {
    document.querySelectorAll(PANEL + "[open]").forEach(function (panel) {
      if (panel !== but) panel.open = false;
    });
  }
  document.addEventListener("click", function (event) {
    close(event.target.closest(PANEL));
  });
  document.addEventListener("keydown", function (event) {
    var open = document.querySelector(PANEL + "[open]");
    if (event.key !== "Escape" || !open) return;
    if (open.contains(document.activeElement)) open.querySelector("summary").focus();
    close();
  });

  // Where there is no clipboard, one press on the address selects all of it.
  if (!navigator.clipboard) return;
  document.addEventListener("toggle", function (event) {
    var place = event.target;
    if (!place.matches("details.permanent") || place.querySelector("button")) return;
    var button = document.createElement("button");
    var answer = document.createElement("span");
    button.type = "button";
    button.className = "cdx-button";
    button.textContent = words.copy;
    answer.setAttribute("role", "status");
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(place.querySelector("code").textContent).then(function () {
        answer.textContent = words.copied;
      });
    });
    place.lastElementChild.append(button, answer);
  }, true);
})();
