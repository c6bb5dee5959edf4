package io.audittrail.examples.domain;

/** Somebody who is logged in. */
public record Session(String user, String tenant) {}
