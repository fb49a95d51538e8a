/** What the text looks like: an example to begin with. Codes are those of the departments and of the catalogue. */
export const EXAMPLE = `# All codes are those of your departments and products.
agreements:
  - code: FIN-LEGAL
    provider: FIN
    client: { department: LEGAL }
    versions:
      - from: 2027-01-01
        obligations:
          - key: expense-on-time
            product: FIN-EXP
            kind: timing
            name: { en: Expense claim on time, ru: Авансовый отчёт в срок }
            target: 95
            floor: 80
            terms:
              due: { type: within, duration: { unit: working_days, n: 3 } }
              pauseReasons: [client_input]
        inputs:
          - { key: receipts, name: { en: All receipts, ru: Все чеки }, due: with the request }
`;
