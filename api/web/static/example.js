/* An article to try the page with, written for it. */
export const example = {
  title: "Harbour authority denies hiding report on quay",
  published: "2023-09-14",
  text: `The harbour authority of Port Selm on Thursday denied that it had hidden a report on cracks in the new quay before the opening.

Engineers found the cracks in March, three months before Mayor Ines Falk opened the quay. The newspaper Kurier wrote on Tuesday that the authority's head, Paul Orton, had received the report two days before the ceremony.

"I saw it for the first time last week," Orton told reporters. A spokeswoman for the mayor confirmed that he had called the city hall on Monday.

The quay has been closed since 4 September. Repairs are to begin in October. The city council first voted for the project in 2019, a year after a storm destroyed the old pier.
`,
};
