package dev.ostiary.gateway.catalogue;

import java.util.List;

/** One page of a list; the token is empty on the last one. */
record Page<T>(List<T> items, String nextToken) {}
