"""Reports: what a week brought, the digest, its picture, the overview page. Pure: what they tell is handed in."""
