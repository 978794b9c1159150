/**
 * How many people can search the catalogue at once? Each iteration is a search: mostly for a popular word, often for an
 * unknown artist, sometimes for a word that is not in the catalogue. The words are those of the demo data.
 */

import { isFound } from './lib/checks.js';
import { atOnce, limits } from './lib/options.js';
import { searchConcerts } from './lib/routes.js';

const POPULAR = 0.7;
const RARE = 0.25;

const POPULAR_WORDS = ['concert', 'live', 'tour', '2027', 'velvet', 'winter', '콘서트', '앙코르', '달빛', '고래'];
/* An adjective and a noun are the name of an artist with only a few concerts. */
const ADJECTIVES = ['Paper', 'Silver', 'Hollow', 'Quiet', 'Crimson', 'Northern', 'Lunar', 'Salt'];
const NOUNS = ['Harbor', 'Lanterns', 'Foxes', 'Orchard', 'Tigers', 'Letters', 'Rivers', 'Saints'];
const KOREAN_ADJECTIVES = ['푸른', '새벽', '은하', '조용한', '겨울', '노을', '하얀', '첫눈', '별빛', '초록'];
const KOREAN_NOUNS = ['정거장', '소년단', '편지', '골목', '우체국', '극장', '기차', '정원', '나비', '파도'];
const UNKNOWN_WORDS = ['metalica', 'philharmonie', 'velvat', '오페라', '뮤지컬'];

export const options = {
  scenarios: atOnce({ optimal: [200, 450, 200, 0], maximum: [1000, 1000] }),
  thresholds: limits({ p90: 1000, p95: 1000 }),
};

export default function () {
  const lot = Math.random();
  if (lot < POPULAR) {
    isFound(searchConcerts(any(POPULAR_WORDS)), true);
  } else if (lot < POPULAR + RARE) {
    isFound(searchConcerts(anyArtist()), true);
  } else {
    isFound(searchConcerts(any(UNKNOWN_WORDS)), false);
  }
}

/** An artist with a few concerts among ten thousand. */
function anyArtist() {
  return Math.random() < 0.5
    ? `${any(ADJECTIVES)} ${any(NOUNS)}`.toLowerCase()
    : any(KOREAN_ADJECTIVES) + any(KOREAN_NOUNS);
}

function any(list) {
  return list[Math.floor(Math.random() * list.length)];
}
