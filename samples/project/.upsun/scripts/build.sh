set -e
chmod +x count.sh
sort -t , -k 2 orders.csv > sorted.csv
