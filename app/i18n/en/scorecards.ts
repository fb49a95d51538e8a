export const scorecards = {
  "title": "Scorecards",
  "question": "What is my score made of?",
  "scorecard": "Scorecard",
  "objective": "Objective",
  "satisfaction": "Satisfaction",
  "combined": "Score",
  "pays": "Pays",
  "attainment": "Attainment",
  "recompute": "Recompute it yourself",
  "empty.title": "No scorecard for this period",
  "empty.text": "Scorecards appear when the first obligations fall due.",
};
