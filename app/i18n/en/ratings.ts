export const ratings = {
  "title": "Ratings",
  "question": "What do they think, how sure are we?",
  "rating": "Rating",
  "survey": "Survey",
  "comment": "Comment",
  "responseRate": "Response rate",
  "empty.title": "No ratings yet",
  "empty.text": "They come after the first accepted deliveries.",
};
