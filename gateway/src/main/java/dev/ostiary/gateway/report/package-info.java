/**
 * What commands print: findings of lint as text, JSON and SARIF, the verdict of a comparison, the change of a text, and
 * numbers with their nouns. Imports {@code yaml}, {@code policies} and {@code files}.
 */
@NullMarked
package dev.ostiary.gateway.report;

import org.jspecify.annotations.NullMarked;
