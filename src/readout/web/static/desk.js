"use strict";
// Keys for whoever reads all day: / goes to the search, j and k go from row to row, Enter opens the row.
const rows = () => [...document.querySelectorAll("article.row, .cell-row")];

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const now = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
  const link = next.querySelector(".cue, .kind, .headline") || next.querySelector("a");
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
  } else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
});

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
