// Beside a deadline in UTC: what the reader's own clock shows then, where that is something else.
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  document.querySelectorAll("time[data-own-time]").forEach(function (time) {
    var moment = new Date(time.dateTime);
    if (!zone || !moment.getTimezoneOffset()) return;
    var language = time.closest("[lang]").lang;
    var shown = new Intl.DateTimeFormat(language, {
      day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
      numberingSystem: "latn"
    }).format(moment);
    var own = document.createElement("span");
    own.className = "own-time";
    own.textContent = " (" + time.dataset.ownTime.replace("%(time)s", shown) + ")";
    time.after(own);
  });
});
