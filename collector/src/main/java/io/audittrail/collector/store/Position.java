package io.audittrail.collector.store;

/** A place in the order of all events: exact time in microseconds, then id by its UTF-8 bytes. */
public record Position(long occurredAtMicros, String id) {}
