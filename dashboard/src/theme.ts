// Before the first paint: the person's choice of theme, if there is one. Nothing else is read here.
const theme = localStorage.getItem('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
