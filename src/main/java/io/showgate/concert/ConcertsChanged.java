package io.showgate.concert;

/** Concerts were added or changed. Published in the transaction of the change: act on it after the commit. */
public record ConcertsChanged() {}
