/**
 * Says what only several documents together can show: what an app is allowed and never uses, or can never get past a
 * limit, and how the gateway's own role fits the apps. Everything it claims is proven by {@code compare} or confirmed
 * by a request. Imports {@code policy}, {@code pattern}, {@code evaluation}, {@code rule}, {@code compare} and
 * {@code synthesis}.
 */
@NullMarked
package dev.ostiary.policy.review;

import org.jspecify.annotations.NullMarked;
