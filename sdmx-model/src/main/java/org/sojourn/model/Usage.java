package org.sojourn.model;

/** Whether a measure or attribute must have a value (2.1: assignment status Mandatory or Conditional). */
public enum Usage {
    OPTIONAL,
    MANDATORY
}
