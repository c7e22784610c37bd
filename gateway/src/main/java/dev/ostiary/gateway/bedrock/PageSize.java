package dev.ostiary.gateway.bedrock;

/** {@code maxResults} of the list operations. */
public final class PageSize {
    private PageSize() {}

    /** {@return the number, or -1 when the text is not a plain decimal number from 1 to the bound} */
    public static int parse(String text, int max) {
        if (text.isEmpty() || text.length() > 6) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number >= 1 && number <= max ? number : -1;
    }
}
