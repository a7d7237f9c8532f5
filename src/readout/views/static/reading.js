"use strict";
// Picking a row: its characters are lit in the text, its card opens in the panel (on a small screen, in the sheet).
const sheet = document.querySelector(".sheet");
const small = window.matchMedia("(max-width: 60rem)");
let picked = null; // {section, row, from}

const rowsOf = (element, name) => (element.getAttribute(name) || "").split(" ").filter(Boolean);

function light(section, row) {
  for (const element of section.querySelectorAll(".text .on")) element.classList.remove("on");
  section.classList.toggle("picking", row !== null);
  if (row === null) return;
  for (const element of section.querySelectorAll(".text [data-s], .text [data-c]")) {
    if (rowsOf(element, "data-s").includes(row) || rowsOf(element, "data-c").includes(row)) element.classList.add("on");
  }
}

function pick(section, row, from) {
  const card = section.querySelector(`.card[data-row="${CSS.escape(row)}"]`);
  if (!card) return;
  if (picked && picked.section !== section) light(picked.section, null);
  picked = { section, row, from };
  light(section, row);
  for (const other of section.querySelectorAll(".panel .card[open]")) if (other !== card) other.open = false;
  card.open = true;
  const inText = section.querySelector(`.text [data-pick="${CSS.escape(row)}"]`);
  if (small.matches) {
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelector("summary").tabIndex = -1;
    sheet.querySelector(".sheet-body").replaceChildren(copy);
    sheet.hidden = false;
    sheet.scrollTop = 0;
    tell(copy);
    if (inText) {
      const { bottom, top } = inText.getBoundingClientRect();
      const free = window.innerHeight - sheet.offsetHeight;
      if (bottom > free - 24 || top < 0) window.scrollBy({ top: top - free / 2, behavior: "smooth" });
    }
    return;
  }
  tell(card);
  const panel = section.querySelector(".panel");
  const away = card.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  if (from !== "panel") panel.scrollTo({ top: panel.scrollTop + away - 56, behavior: "smooth" });
  if (from !== "text" && inText) inText.scrollIntoView({ block: "center", behavior: "smooth" });
}

// Whoever embeds the reading may add to the card that shows.
function tell(card) {
  document.dispatchEvent(new CustomEvent("readout:picked", { detail: card }));
}

function unpick() {
  if (!picked) return;
  const { section, row } = picked;
  light(section, null);
  for (const card of section.querySelectorAll(".panel .card[open]")) card.open = false;
  sheet.hidden = true;
  picked = null;
  const button = section.querySelector(`.text [data-pick="${CSS.escape(row)}"]`);
  if (button && sheet.contains(document.activeElement)) button.focus();
}

// The row that a place in the text stands for: a contact's trigger, else the innermost statement; picking the same
// place again goes outward.
function rowAt(element) {
  const shows = (name) => !document.body.classList.contains(`hide-${name}`);
  if (element.classList.contains("trigger") && shows("contacts")) {
    const own = element.getAttribute("data-pick") || rowsOf(element, "data-c")[0];
    if (!picked || picked.row !== own) return own;
  }
  if (!shows("statements")) return null;
  const around = rowsOf(element, "data-s").reverse();
  if (!around.length) return null;
  const place = picked ? around.indexOf(picked.row) : -1;
  return around[(place + 1) % around.length];
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".sheet .close")) return unpick();
  const button = event.target.closest("button[data-pick]");
  if (button && picked) return pick(picked.section, button.dataset.pick, "button");
  const summary = event.target.closest(".panel summary");
  if (summary) {
    event.preventDefault();
    const card = summary.parentElement;
    if (card.open) return unpick();
    return pick(card.closest(".reading"), card.dataset.row, "panel");
  }
  const place = event.target.closest(".text [data-s], .text .trigger");
  if (place && window.getSelection().isCollapsed) {
    const row = rowAt(place);
    if (row) pick(place.closest(".reading"), row, "text");
  } else if (!event.target.closest(".panel, .sheet, .switches") && window.getSelection().isCollapsed) {
    unpick();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return unpick();
  const place = event.target.closest && event.target.closest(".text [data-pick]");
  if (!place) return;
  const section = place.closest(".reading");
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    pick(section, place.dataset.pick, "text");
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    const all = [...section.querySelectorAll(".text [data-pick]")];
    const next = all[all.indexOf(place) + (event.key === "ArrowRight" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
    pick(section, next.dataset.pick, "text");
  }
});

// j and k go from row to row in the order of the text, wherever the focus is.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key)) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const all = [...document.querySelectorAll(".text [data-pick]")];
  if (!all.length) return;
  event.preventDefault();
  const now = picked ? all.findIndex((each) => each.dataset.pick === picked.row && picked.section.contains(each)) : -1;
  const next = all[Math.min(Math.max(now + (event.key === "j" ? 1 : -1), 0), all.length - 1)];
  next.focus({ preventScroll: true });
  pick(next.closest(".reading"), next.dataset.pick, "key");
});

document.addEventListener("change", (event) => {
  const name = event.target.dataset.show;
  if (!name) return;
  for (const other of document.querySelectorAll(`[data-show="${name}"]`)) other.checked = event.target.checked;
  document.body.classList.toggle(`hide-${name}`, !event.target.checked);
  document.body.classList.toggle(`show-${name}`, event.target.checked);
});

// What is folded on screen is printed in full.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll(".card:not([open])")];
  for (const card of folded) card.open = true;
});
window.addEventListener("afterprint", () => {
  for (const card of folded) card.open = false;
});
