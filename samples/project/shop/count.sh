#!/bin/sh
# Lists the orders that the build hook has sorted.
echo "$TITLE: $(wc -l < sorted.csv | tr -d ' ')"
while IFS=, read -r number customer; do
    echo "$customer: $number"
done < sorted.csv
