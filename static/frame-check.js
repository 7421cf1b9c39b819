/*
 * Runs before the app, without which it could not say so: in a frame whose sandbox lacks
 * "allow-same-origin" a browser gives a page no scripts of modules, no storage, no workers, no camera.
 * A plain script is all that still comes.
 */
'use strict';

if (self.origin === 'null') {
	const texts = {
		en: 'This page is in a sandboxed frame, in which it can measure nothing: no storage, no workers, no camera. Whoever runs the page around it must write on the iframe element: {attributes}. Or open it in a tab of its own:',
		de: 'Diese Seite steht in einem abgeschotteten Rahmen (sandbox), in dem sie nichts messen kann: kein Speicher, keine Worker, keine Kamera. Wer die Seite um sie herum betreibt, muss an das iframe-Element schreiben: {attributes}. Oder öffnen Sie sie in einem eigenen Tab:',
		fr: 'Cette page est dans un cadre isolé (sandbox) où elle ne peut rien mesurer : ni stockage, ni workers, ni caméra. Le responsable de la page qui la contient doit écrire sur l’élément iframe : {attributes}. Ou ouvrez-la dans un onglet à part :',
		es: 'Esta página está en un marco aislado (sandbox) en el que no puede medir nada: ni almacenamiento, ni workers, ni cámara. Quien administra la página que la contiene debe escribir en el elemento iframe: {attributes}. O ábrala en una pestaña aparte:',
		ja: 'このページは隔離された枠（sandbox）の中にあり、保存領域、ワーカー、カメラが使えないため、何も測定できません。埋め込み元のページの管理者は、iframe 要素に次のように書く必要があります: {attributes}。または、単独のタブで開いてください:',
		zh: '此页面位于沙盒框架（sandbox）中，没有存储、工作线程和摄像头，无法进行任何测量。外层页面的管理者须在 iframe 元素上写：{attributes}。也可以在单独的标签页中打开：',
	};
	const attributes = 'sandbox="allow-scripts allow-same-origin" allow="camera"';
	const language =
		navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in texts) ?? 'en';
	const show = () => {
		const place = document.createElement('p');
		place.lang = language;
		place.style.cssText =
			'max-width: 36em; margin: 2em auto; padding: 0 1em; font: 1rem/1.5 system-ui';
		const address = document.createElement('a');
		address.href = address.textContent = location.origin + location.pathname;
		address.target = '_blank';
		address.rel = 'noopener';
		place.append(`${texts[language].replace('{attributes}', attributes)} `, address);
		document.body.append(place);
	};
	document.addEventListener('DOMContentLoaded', show);
}
