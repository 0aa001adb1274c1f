"use strict";
// The only script of the preview: it shows what the server tells, and keeps the place on the page.
const $ = (id) => document.getElementById(id);
const shown = { audience: "", html: "", pages: [] };
let events = null;

function wanted() {
  const [audience, form] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { audience: audience || "", form: form === "pdf" ? "pdf" : "html" };
}

function follow() {
  const { audience, form } = wanted();
  for (const name of ["html", "pdf"]) {
    $(name).classList.toggle("shown", name === form);
    document.querySelector(`[data-form=${name}]`).setAttribute("aria-pressed", name === form);
  }
  if (events && events.asked === audience) return;
  if (events) events.close();
  events = new EventSource(`/events?audience=${encodeURIComponent(audience)}`);
  events.asked = audience;
  events.onmessage = (event) => show(JSON.parse(event.data));
  events.onerror = () => tell("the preview has ended; start it again", "wrong");
}

function show(state) {
  if (state.audience !== shown.audience) {
    Object.assign(shown, { audience: state.audience, html: "", pages: [] });
    $("html").replaceChildren();
    $("pdf").replaceChildren();
  }
  showAudiences(state);
  if (state.html && state.html !== shown.html) showHtml(state);
  showPages(state);
  showFaults(state);
  const doing = state.doing || (state.html || state.faults.length ? "" : "rendering");
  const busy = doing ? `${doing} …` : "";
  const laidOut = `laid out in ${state.seconds.toFixed(1)} s, ${count(state.pages.length, "page")}`;
  const text = busy || (state.pages.length ? laidOut : "no PDF yet");
  tell(text, busy ? "busy" : state.faults.length ? "wrong" : "");
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function tell(text, kind) {
  $("status").className = kind;
  $("status").textContent = text;
}

function showAudiences(state) {
  const links = state.audiences.map(([name, label]) => {
    const link = document.createElement("a");
    link.textContent = label;
    link.href = `#${name}/${wanted().form}`;
    if (name === state.audience) link.setAttribute("aria-current", "page");
    return link;
  });
  const told = JSON.stringify([state.audiences, state.audience, wanted().form]);
  if ($("audiences").told === told) return;
  $("audiences").told = told;
  $("audiences").replaceChildren(...links);
  document.title = `Preview: ${state.audience}`;
}

// The new page is loaded behind the old one and takes its place where the reader was.
function showHtml(state) {
  shown.html = state.html;
  const coming = document.createElement("iframe");
  coming.className = "coming";
  coming.title = "The brief";
  coming.onload = () => {
    const old = $("html").querySelector("iframe:not(.coming)");
    if (!coming.isConnected) return;
    if (old) coming.contentWindow.scrollTo(0, old.contentWindow.scrollY);
    coming.contentDocument.addEventListener("click", openOutside);
    coming.classList.remove("coming");
    if (old) old.remove();
  };
  $("html").querySelectorAll(".coming").forEach((frame) => frame.remove());
  coming.src = `/${state.audience}/brief.html?${state.html}`;
  $("html").append(coming);
}

function openOutside(event) {
  const link = event.target.closest("a[href^=http]");
  if (!link) return;
  event.preventDefault();
  window.open(link.href, "_blank", "noopener");
}

function showPages(state) {
  state.pages.forEach((digest, place) => {
    if (shown.pages[place] === digest) return;
    const picture = $("pdf").children[place] || $("pdf").appendChild(new Image());
    picture.alt = `Page ${place + 1}`;
    picture.src = `/${state.audience}/page-${place + 1}.png?${digest}`;
  });
  while ($("pdf").children.length > state.pages.length) $("pdf").lastChild.remove();
  shown.pages = state.pages;
  $("open").hidden = !state.pages.length;
  $("open").href = `/${state.audience}/brief.pdf`;
}

function showFaults(state) {
  const faults = state.faults;
  $("faults").hidden = !faults.length;
  document.querySelector("main").classList.toggle("stale", faults.length > 0);
  if (!faults.length) return;
  const below = state.html ? "; below is the last good page" : "";
  $("faults").querySelector("h1").textContent = `${count(faults.length, "fault")} to mend${below}`;
  $("faults").querySelector("ul").replaceChildren(...faults.map(line));
}

// A file and its line in bold, what is wrong with it after.
function line(fault) {
  const item = document.createElement("li");
  const place = /^[^:\s]+:\d+(:\d+)?/.exec(fault);
  const bold = document.createElement("b");
  bold.textContent = place ? place[0] : "";
  item.append(bold, fault.slice(bold.textContent.length));
  return item;
}

for (const button of document.querySelectorAll("[data-form]")) {
  button.onclick = () => { location.hash = `${wanted().audience || shown.audience}/${button.dataset.form}`; };
}
window.onhashchange = follow;
follow();
