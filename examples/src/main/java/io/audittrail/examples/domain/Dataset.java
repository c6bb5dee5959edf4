package io.audittrail.examples.domain;

/** A dataset of a project. */
public record Dataset(String id, String name, String title, String projectId) {}
