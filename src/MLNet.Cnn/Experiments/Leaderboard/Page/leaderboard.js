// Sorts the table by a column when its head is clicked. Without script the heads are plain words and the table stands in its order.
for (const head of document.querySelectorAll("thead th")) {
  const button = document.createElement("button");
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const descending = head.ariaSort === "ascending";
    const body = head.closest("table").tBodies[0];
    const value = row => row.cells[head.cellIndex].dataset.value ?? "";
    const sign = descending ? -1 : 1;
    // Empty cells stay at the end in both directions.
    const sorted = [...body.rows].sort((one, other) => {
      const [first, second] = [value(one), value(other)];
      if (first === "" || second === "") return (first === "") - (second === "");
      const difference = Number(first) - Number(second);
      return sign * (Number.isNaN(difference) ? first.localeCompare(second) : difference);
    });
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.ariaSort = descending ? "descending" : "ascending";
    body.append(...sorted);
  });
}
