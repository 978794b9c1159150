package io.showgate.build;

/**
 * A paragraph of a comment, or a paragraph or table cell of a document.
 *
 * @param line where it begins, from 1
 * @param text its words, on one line
 */
record Passage(int line, String text) {}
