export function open(menu) {
  menu.classList.add("open");
  menu.setAttribute("aria-expanded", "true");
}

export function label(entry) {
  const item = document.createElement("li");
  item.textContent = entry.title;
  return item;
}
