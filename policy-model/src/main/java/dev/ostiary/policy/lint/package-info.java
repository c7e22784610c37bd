/**
 * Finds what is wrong, dangerous or doubtful in policy documents. Rule ids are those of IAM Access Analyzer where the
 * rule is the same; ids that begin with LP, BR, PL and GW are our own and stricter than Access Analyzer. Imports
 * {@code policy}, {@code pattern}, {@code condition}, {@code json} and {@code facts}.
 */
@NullMarked
package dev.ostiary.policy.lint;

import org.jspecify.annotations.NullMarked;
