const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "2020-07-05" as "5 July 2020". */
export function formatDate(isoDate: string): string {
  const [year = "", month = "", day = ""] = isoDate.split("-");
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

/** Two ISO dates as "5 July to 5 September 2020"; the year is named once where it is the same. */
export function formatDateRange(first: string, last: string): string {
  const from = formatDate(first);
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  return `${sameYear ? from.slice(0, -5) : from} to ${formatDate(last)}`;
}
