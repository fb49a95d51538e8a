export const home = {
  "title": "Home",
  "question": "What needs me today?",
  "empty.title": "Nothing is waiting for you",
  "empty.text": "New decisions, ratings and due work appear here.",
  "waiting": "Waiting for you",
  "atRisk": "At risk",
  "toRate": "To rate",
  "score": "Your score so far",
  "owedToMe": "Owed to me",
  "myWeek": "My week",
  "readyToPay": "Ready to pay",
  "forecast": "Forecast, not accrued",
};
