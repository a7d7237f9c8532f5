"use strict";
// Keys for whoever reads all day: / goes to the search, j and k go from row to row, Enter opens the row; r, w and u say
// right, wrong and take back of the row that is shown.
const rows = () => [...document.querySelectorAll("article.row")];

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const now = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
  const link = next.querySelector(".cue, .kind, .headline, .words") || next.querySelector("a");
  if (link) link.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const box = document.querySelector(".asking input[type=search], .find input");
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  } else if (["j", "k"].includes(event.key)) {
    // on a page's own text these keys pick the next row, and the reading's script hears them
    if (!document.querySelector(".text [data-pick]")) move(event.key === "j" ? 1 : -1);
  } else if (["r", "w", "u"].includes(event.key)) {
    const shown = [...document.querySelectorAll(`.judging [data-key="${event.key}"]`)].find((one) => one.offsetParent);
    if (shown) {
      event.preventDefault();
      shown.click();
    }
  }
});

// The card of the row that is picked in a page's text gets the form by which the row is judged.
document.addEventListener("readout:picked", (event) => {
  const card = event.detail;
  const link = card.querySelector(".row-link");
  if (!link || card.querySelector(".in-place")) return;
  const place = document.createElement("div");
  place.className = "in-place";
  card.querySelector(".body").append(place);
  window.htmx.ajax("GET", `${link.getAttribute("href")}/judge`, { target: place, swap: "outerHTML" });
});

// A row that was judged says so in its card's line.
document.addEventListener("htmx:afterSettle", () => {
  for (const card of document.querySelectorAll(".panel .card, .sheet .card")) {
    const form = card.querySelector(".in-place [data-verdict]");
    if (form) card.dataset.verdict = form.dataset.verdict;
  }
});

// Who comes to a page for some of its characters sees the row that they stand in.
const place = document.getElementById("at");
if (place) place.scrollIntoView({ block: "center" });

// A file dropped anywhere on the page where pages are read goes into its form.
const giving = document.querySelector(".giving");
if (giving) {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length === 0) return;
    giving.querySelector("input[type=file]").files = event.dataTransfer.files;
    giving.requestSubmit();
  });
}
