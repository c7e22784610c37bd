/**
 * Finds what is wrong, dangerous or doubtful in policy documents. Rule ids are those of IAM Access Analyzer where the
 * rule is the same; ids that begin with LP, BR, PL and GW are our own and stricter than Access Analyzer. Imports every
 * room but {@code explanation} and {@code vectors}.
 */
@NullMarked
package dev.ostiary.policy.lint;

import org.jspecify.annotations.NullMarked;
